package dev.jeton.dialect.oauth;

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
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests for services behind us. */
final class OAuthBackendTest {
  private static final OAuth OAUTH =
      Sample.oauth(OAuthConfig.DEFAULT, "https://localhost:8443", InstantSource.system());

  @ParameterizedTest
  @CsvSource({
    "Bearer abc, abc",
    "bearer abc, abc",
    "DPoP abc, abc",
    "Bearer  abc, abc",
    "Bearer, ",
    "Bearer a b, ",
    "Basic abc, ",
    "abc, "
  })
  void carriesItsTokenInTheAuthorizationField(String field, String token) {
    assertEquals(
        Optional.ofNullable(token).map(Secret::of),
        OAUTH.carried(request(Headers.of("Authorization", field))));
  }

  @Test
  void twoFieldsCarryNone() {
    Headers twice = Headers.of("Authorization", "Bearer a", "Authorization", "Bearer a");
    assertEquals(Optional.empty(), OAUTH.carried(request(twice)));
  }

  static Stream<Arguments> denials() {
    return Stream.of(
        Arguments.of(
            Denial.Reason.NO_TOKEN,
            401,
            "Bearer realm=\"oauth\"",
            "{\"error\":\"invalid_request\",\"error_description\":\"A token is required.\"}"),
        Arguments.of(
            new Denial.Told(new Outcome.Dead(new Verdict.Unknown())),
            401,
            "Bearer realm=\"oauth\", error=\"invalid_token\"",
            "{\"error\":\"invalid_token\",\"error_description\":"
                + "\"The token is unknown, or not live any more.\"}"),
        Arguments.of(
            refused(Refusal.POSSESSION),
            401,
            "Bearer realm=\"oauth\", error=\"invalid_token\"",
            "{\"error\":\"invalid_token\",\"error_description\":"
                + "\"The token is unknown, or not live any more.\"}"),
        Arguments.of(
            Denial.Reason.FORBIDDEN,
            403,
            "Bearer realm=\"oauth\", error=\"insufficient_scope\"",
            "{\"error\":\"insufficient_scope\",\"error_description\":"
                + "\"The token does not allow this.\"}"),
        Arguments.of(
            refused(Refusal.UNAVAILABLE),
            503,
            "",
            "{\"error\":\"temporarily_unavailable\",\"error_description\":"
                + "\"The service is not available. Try again later.\"}"),
        Arguments.of(
            Denial.Reason.BACKEND_DOWN,
            502,
            "",
            "{\"error\":\"temporarily_unavailable\",\"error_description\":"
                + "\"The server can not be reached.\"}"),
        Arguments.of(
            Denial.Reason.BACKEND_SLOW,
            504,
            "",
            "{\"error\":\"temporarily_unavailable\",\"error_description\":"
                + "\"The server did not answer in time.\"}"));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void isRefusedAsBearersOfTokensAre(Denial denial, int status, String challenge, String body) {
    Reply reply = OAUTH.denial(request(Headers.none()), denial);
    assertEquals(status, reply.status());
    assertEquals(challenge, reply.headers().first("WWW-Authenticate").orElse(""));
    assertEquals(body, new String(reply.body(), UTF_8));
  }

  private static Denial refused(Refusal refusal) {
    return new Denial.Told(new Outcome.Refused(refusal, Duration.ofSeconds(2), Optional.empty()));
  }

  private static Request request(Headers headers) {
    return new Request(
        "GET",
        "/orders",
        headers,
        new byte[0],
        new Request.Origin(true, "https://localhost", "192.0.2.1"));
  }
}
