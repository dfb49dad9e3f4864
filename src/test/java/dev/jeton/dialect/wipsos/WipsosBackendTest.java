package dev.jeton.dialect.wipsos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.dialect.Denial;
import dev.jeton.secret.Secret;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for entry points of the vendor's that are not ours. */
final class WipsosBackendTest {
  private static final Wipsos WIPSOS = new Wipsos(WipsosConfig.DEFAULT);

  @Test
  void carriesItsTokenAsABearer() {
    assertEquals(
        Optional.of(Secret.of("0af1")),
        WIPSOS.carried(request(Headers.of("authorization", "bearer 0af1"))));
    assertEquals(Optional.empty(), WIPSOS.carried(request(Headers.none())));
    assertEquals(
        Optional.empty(), WIPSOS.carried(request(Headers.of("Authorization", "Basic 0af1"))));
    assertEquals(
        Optional.empty(),
        WIPSOS.carried(
            request(Headers.of("Authorization", "Bearer a", "Authorization", "Bearer a"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NO_TOKEN | 401 | TokenAbsent | L'en-tête Authorization doit contenir un Bearer Token.",
        "FORBIDDEN | 403 | AccesRefuse | Ce Token ne donne pas accès à ce point d'entrée.",
        "BACKEND_DOWN | 502 | ServeurInjoignable | Le serveur est injoignable.",
        "BACKEND_SLOW | 504 | ServeurTropLent | Le serveur n'a pas répondu à temps."
      })
  void isRefusedInItsOwnForm(Denial.Reason reason, int status, String code, String text) {
    Reply reply = WIPSOS.denial(request(Headers.none()), reason);
    assertEquals(status, reply.status());
    assertEquals(
        "{\"Erreur\":\"" + text + "\",\"Code\":\"" + code + "\"}", new String(reply.body(), UTF_8));
  }

  @Test
  void aDeadTokenIsChallenged() {
    Reply reply =
        WIPSOS.denial(
            request(Headers.none()), new Denial.Told(new Outcome.Dead(new Verdict.Unknown())));
    assertEquals(401, reply.status());
    assertEquals(
        Optional.of("Bearer error=\"invalid_token\""), reply.headers().first("WWW-Authenticate"));
  }

  @Test
  void whatMayPassIsToldWithItsTime() {
    Reply reply =
        WIPSOS.denial(
            request(Headers.none()),
            new Denial.Told(
                new Outcome.Refused(Refusal.OVERLOADED, Duration.ofSeconds(2), Optional.empty())));
    assertEquals(503, reply.status());
    assertEquals(Optional.of("2"), reply.headers().first("Retry-After"));
  }

  private static Request request(Headers headers) {
    return new Request(
        "GET",
        "/V1/Clients",
        headers,
        new byte[0],
        new Request.Origin(true, "https://localhost", "192.0.2.1"));
  }
}
