package dev.jeton.dialect.balans;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.jeton.dialect.Exchange;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.session.Principal;
import dev.jeton.session.Refusal;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Requests as balans gets them, outcomes as it answers them, and what both come to. */
final class Asked {
  static final Balans BALANS = new Balans(BalansConfig.DEFAULT);
  static final String TOKEN = "20010110091424109009";

  private static final Session SESSION =
      new Session(
          new SessionId("000102030405060708090a0b"),
          "balans",
          new Principal(1, "Nalog"),
          new Principal(1, "Nalog"),
          Optional.empty(),
          Optional.empty(),
          0,
          Optional.empty(),
          Instant.parse("2026-11-22T05:00:00Z"),
          Optional.empty(),
          Instant.parse("2026-11-22T05:20:00Z"));

  static final Outcome GRANTED = new Outcome.Granted(Secret.of(TOKEN), SESSION);
  static final Outcome ENDED = new Outcome.Ended(SESSION);
  static final Outcome DEAD = new Outcome.Dead(new Verdict.Unknown());

  private Asked() {}

  static Outcome refused(Refusal refusal, int seconds) {
    return new Outcome.Refused(refusal, Duration.ofSeconds(seconds), Optional.empty());
  }

  static Request request(
      String method, String target, String contentType, byte[] body, boolean secure) {
    String base = secure ? "https://localhost:8443" : "http://localhost:8052";
    Headers headers =
        contentType.isEmpty() ? Headers.none() : Headers.of("Content-Type", contentType);
    return new Request(
        method, target, headers, body, new Request.Origin(secure, base, "192.0.2.1"));
  }

  static Request soap(String envelope) {
    return request(
        "POST", "/LogIn/LogIn", "text/xml;charset=UTF-8", envelope.getBytes(UTF_8), true);
  }

  static Request rest(String target) {
    return request("POST", target, "", new byte[0], true);
  }

  static Request form(String path, String body) {
    return request(
        "POST", path, "application/x-www-form-urlencoded", body.getBytes(ISO_8859_1), true);
  }

  static Command.Login login(Request request) {
    return assertInstanceOf(Command.Login.class, BALANS.read(request).command());
  }

  static String name(Command.Login login) {
    return login.actor().name();
  }

  /** That the dialect refuses it by itself, with this cause for the audit, whatever the outcome. */
  static Reply assertMalformed(String cause, Request request) {
    return assertMalformed(BALANS, cause, request);
  }

  static Reply assertMalformed(Balans balans, String cause, Request request) {
    Exchange exchange = balans.read(request);
    var malformed = assertInstanceOf(Command.Malformed.class, exchange.command());
    assertEquals(cause, malformed.cause());
    assertEquals("192.0.2.1", malformed.caller().address());
    Reply reply = exchange.answer().apply(refused(Refusal.MALFORMED, 0));
    assertReply(written(reply), exchange.answer().apply(refused(Refusal.UNAVAILABLE, 2)));
    return reply;
  }

  /** Status, Content-Type, the other headers and the body, a line each. */
  static void assertReply(String expected, Reply reply) {
    assertEquals(expected, written(reply));
  }

  static String written(Reply reply) {
    var text = new StringBuilder().append(reply.status());
    reply
        .headers()
        .fields()
        .forEach(f -> text.append('\n').append(f.name()).append(": ").append(f.value()));
    return text.append('\n').append(new String(reply.body(), UTF_8)).toString();
  }
}
