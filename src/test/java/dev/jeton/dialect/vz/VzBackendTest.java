package dev.jeton.dialect.vz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Requests for actions of the vendor's that are not ours. */
final class VzBackendTest {
  private static final Vz VZ = new Vz(VzConfig.DEFAULT, InstantSource.system());

  @ParameterizedTest
  @CsvSource({
    "/Api/Vo/V1/?action=profile&guid=1&token=0af1&token2=x, 0af1",
    "/Api/Vo/V1/?token=0a%661, 0af1",
    "/Api/Vo/V1/?token=0af1&token=0af1, ",
    "/Api/Vo/V1/?token=%FF, ",
    "/Api/Vo/V1/?Token=0af1, ",
    "/Api/Vo/V1/?token=, ",
    "/Api/Vo/V1/, "
  })
  void carriesItsTokenInTheQuery(String target, String token) {
    assertEquals(Optional.ofNullable(token).map(Secret::of), VZ.carried(request(target, true)));
  }

  static Stream<Arguments> denials() {
    return Stream.of(
        Arguments.of(
            new Denial.Told(new Outcome.Dead(new Verdict.Unknown())),
            "401",
            "The token is missing, unknown or expired. Authentication must be repeated."),
        Arguments.of(
            Denial.Reason.NO_TOKEN,
            "401",
            "The token is missing, unknown or expired. Authentication must be repeated."),
        Arguments.of(
            new Denial.Told(
                new Outcome.Refused(Refusal.UNAVAILABLE, Duration.ofSeconds(2), Optional.empty())),
            "503",
            "The service is not available. Try again later."),
        Arguments.of(Denial.Reason.FORBIDDEN, "403", "This request is not allowed."),
        Arguments.of(Denial.Reason.BACKEND_DOWN, "502", "The server can not be reached."),
        Arguments.of(Denial.Reason.BACKEND_SLOW, "504", "The server did not answer in time."));
  }

  @ParameterizedTest
  @MethodSource("denials")
  void isRefusedInTheEnvelope(Denial denial, String code, String message) {
    Reply reply = VZ.denial(request("/Api/Vo/V1/?nonce=n1&token=x", true), denial);
    assertEquals(200, reply.status());
    assertEquals(
        "{\"meta\":{\"version\":1,\"nonce\":\"n1\",\"count\":1,\"success\":false},"
            + "\"content\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message),
        new String(reply.body(), UTF_8));
  }

  @Test
  void theStatusIsMirroredWhereItIsSetSo() {
    var config = new VzConfig(VzConfig.DEFAULT.idle(), VzConfig.DEFAULT.absolute(), true);
    Reply reply =
        new Vz(config, InstantSource.system())
            .denial(request("/Api/Vo/V1/", true), Denial.Reason.BACKEND_SLOW);
    assertEquals(504, reply.status());
  }

  @Test
  void overPlainHttpThereIsNoAnswer() {
    assertTrue(VZ.denial(request("/Api/Vo/V1/", false), Denial.Reason.NO_TOKEN).isSilence());
  }

  private static Request request(String target, boolean secure) {
    return new Request(
        "GET",
        target,
        Headers.none(),
        new byte[0],
        new Request.Origin(secure, "https://localhost", "192.0.2.1"));
  }
}
