package dev.jeton.forward;

import dev.jeton.dialect.Denial;
import dev.jeton.dialect.LastMade;
import dev.jeton.jose.DpopProofs;
import dev.jeton.secret.Secret;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.session.Session;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answers one question with a status that proxies understand: 200, 401, 403 or 503, or with what a
 * dialect's clients understand, if that is wanted. A refusal is never 2xx, whatever a dialect says
 * in its own name: proxies let those pass.
 *
 * @param question as the proxy asked it, with the fields of the request
 * @param identity what is told of whose session it is
 */
record Answers(
    Wish wish, Original original, Request question, Jose jose, LastMade<Headers> identity) {
  static final Reply FORBIDDEN = plain(403, "Forbidden");

  private static final byte[] NOTHING = {};
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String CHALLENGE = "WWW-Authenticate";
  private static final Reply UNAUTHENTICATED = plain(401, "Unauthorized").with(CHALLENGE, "Bearer");
  private static final Reply DOUBTFUL =
      plain(401, "Unauthorized").with(CHALLENGE, "Bearer error=\"invalid_request\"");
  private static final Reply DEAD =
      plain(401, "Unauthorized").with(CHALLENGE, "Bearer error=\"invalid_token\"");
  private static final String ALGORITHMS =
      ", algs=\"" + String.join(" ", DpopProofs.algorithms()) + "\"";
  private static final Reply UNAVAILABLE = plain(503, "Service Unavailable");

  /** The session is live and may go there. */
  Reply allowed(Session session) {
    if (wish.denied()) {
      return later(SOON, new Outcome.Refused(Refusal.UNAVAILABLE, SOON, Optional.empty()));
    }
    Headers told = identity.of(session);
    if (wish.audience().isPresent()) {
      List<String> audience = List.of(wish.audience().get());
      Secret jwt = jose.issuer().accessToken(session, audience, jose.clock().instant());
      told = told.with("Authorization", "Bearer " + jwt.revealText());
    }
    return new Reply(200, told, NOTHING);
  }

  /** The session is live, and a rule forbids it. */
  Reply forbidden() {
    return told(FORBIDDEN, Denial.Reason.FORBIDDEN);
  }

  /** There is no token. */
  Reply unauthenticated() {
    return told(UNAUTHENTICATED, Denial.Reason.NO_TOKEN);
  }

  /** There are several, or what is none. */
  Reply doubtful() {
    return told(DOUBTFUL, Denial.Reason.NO_TOKEN);
  }

  /**
   * The key that the token is bound to is not proved (RFC 9449, section 7.1).
   *
   * @param error its word for why
   */
  Reply unproved(String error) {
    String challenge = "DPoP error=\"" + error + "\"" + ALGORITHMS;
    return told(plain(401, "Unauthorized").with(CHALLENGE, challenge), Denial.Reason.NO_TOKEN);
  }

  /** The core did not say that the session is live. */
  Reply refused(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Dead _ -> told(DEAD, new Denial.Told(outcome));
      case Outcome.Refused refused ->
          refused.refusal() == Refusal.POSSESSION
              ? unproved("invalid_token")
              : later(refused.retryAfter(), refused);
      case Outcome.Granted _, Outcome.Alive _, Outcome.Ended _, Outcome.Described _ ->
          later(SOON, outcome);
    };
  }

  private Reply later(Duration retryAfter, Outcome outcome) {
    long seconds = Math.max(1, retryAfter.toSeconds());
    return told(UNAVAILABLE.with("Retry-After", Long.toString(seconds)), new Denial.Told(outcome));
  }

  /** The refusal, in the form that is wanted. */
  private Reply told(Reply plain, Denial denial) {
    if (wish.as().isEmpty()) {
      return plain;
    }
    Reply own = wish.as().get().denial(original.request(question), denial);
    if (own.isSilence()) {
      return plain;
    }
    int status = own.status() < 400 ? plain.status() : own.status();
    Headers headers = own.headers();
    for (Headers.Field field : plain.headers().fields()) {
      boolean fits = !field.name().equals(CHALLENGE) || status == 401;
      if (fits && headers.first(field.name()).isEmpty()) {
        headers = headers.with(field.name(), field.value());
      }
    }
    return new Reply(status, headers, own.body());
  }

  private static Reply plain(int status, String reason) {
    return Reply.of(status, "text/plain;charset=utf-8", reason + "\n")
        .with("Cache-Control", "no-store");
  }
}
