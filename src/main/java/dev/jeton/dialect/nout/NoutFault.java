package dev.jeton.dialect.nout;

import dev.jeton.dialect.Denial;
import dev.jeton.session.Cause;
import dev.jeton.session.Outcome;
import dev.jeton.session.Refusal;
import dev.jeton.session.Verdict;
import dev.jeton.wire.Reply;
import java.time.Duration;

/**
 * A refusal as NOUT's callers are told it.
 *
 * @param about the part of the request that is wrong, in a fixed word; empty if there is none
 * @param retryAfter when to come again; zero unless the refusal is for now only
 */
record NoutFault(NoutError error, String about, Refusal refusal, Duration retryAfter) {

  /** A refusal of the dialect's own. */
  static NoutFault of(NoutError error, String about) {
    return new NoutFault(error, about, Refusal.MALFORMED, Duration.ZERO);
  }

  /**
   * Any outcome that a caller cannot be pleased with; one that makes no sense is a failure of ours.
   */
  static NoutFault of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused refused ->
          new NoutFault(error(refused), "", refused.refusal(), refused.retryAfter());
      case Outcome.Dead(Verdict.Unknown _) -> of(NoutError.TOKEN_UNKNOWN, "");
      case Outcome.Dead(Verdict.Gone _) -> of(NoutError.TOKEN_OVER, "");
      case Outcome.Granted _, Outcome.Alive _, Outcome.Ended _, Outcome.Described _ ->
          new NoutFault(NoutError.NOT_NOW, "", Refusal.UNAVAILABLE, Duration.ZERO);
    };
  }

  /** Why a request for whoever is behind us is refused. */
  static NoutFault of(Denial denial) {
    return switch (denial) {
      case Denial.Told(Outcome outcome) -> of(outcome);
      case Denial.Reason.NO_TOKEN -> of(NoutError.NO_SESSION, "");
      case Denial.Reason.FORBIDDEN -> of(NoutError.FORBIDDEN, "");
      case Denial.Reason.BACKEND_DOWN ->
          new NoutFault(NoutError.BACKEND_DOWN, "", Refusal.UNAVAILABLE, Duration.ZERO);
      case Denial.Reason.BACKEND_SLOW ->
          new NoutFault(NoutError.BACKEND_SLOW, "", Refusal.UNAVAILABLE, Duration.ZERO);
    };
  }

  /** This refusal, unless the core had a reason of its own not to look at the request. */
  NoutFault unlessNotNow(Outcome outcome) {
    NoutFault told = of(outcome);
    return told.isForNow() && outcome instanceof Outcome.Refused ? told : this;
  }

  /** Whether the same request may be accepted later. */
  private boolean isForNow() {
    return switch (refusal) {
      case THROTTLED, TOO_MANY_SESSIONS, OVERLOADED, UNAVAILABLE -> true;
      case ACTOR, SUBJECT, GRANT_TYPE, SCOPE, TARGET, POSSESSION, MALFORMED -> false;
    };
  }

  String text(Language language) {
    return about.isEmpty() ? error.text(language) : error.text(language) + " (" + about + ")";
  }

  /** An answer that says when to come again, if that makes sense. */
  Reply toldWhen(Reply reply) {
    return isForNow()
        ? reply.with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())))
        : reply;
  }

  private static NoutError error(Outcome.Refused refused) {
    return switch (refused.refusal()) {
      case ACTOR -> refused.revealed().map(NoutFault::ofActor).orElse(NoutError.WRONG_PASSWORD);
      case SUBJECT ->
          refused.revealed().map(NoutFault::ofSubject).orElse(NoutError.WRONG_EXTRANET_PASSWORD);
      case GRANT_TYPE, SCOPE, TARGET, POSSESSION, MALFORMED -> NoutError.MALFORMED;
      case TOO_MANY_SESSIONS -> NoutError.TOO_MANY_SESSIONS;
      case THROTTLED, OVERLOADED, UNAVAILABLE -> NoutError.NOT_NOW;
    };
  }

  private static NoutError ofActor(Cause cause) {
    return switch (cause) {
      case UNKNOWN_ACCOUNT -> NoutError.UNKNOWN_LOGIN;
      case DISABLED,
          EXPIRED,
          LOCKED,
          PASSWORD_EXPIRED,
          RESTRICTED,
          DIALECT_NOT_ALLOWED,
          KIND_NOT_ALLOWED ->
          NoutError.USER_NOT_ALLOWED;
      case WRONG_CREDENTIAL,
          NO_SUCH_CREDENTIAL,
          STALE,
          REPLAYED,
          AMBIGUOUS_NAME,
          UNKNOWN_FORM,
          ACTS_FOR_NOBODY,
          MAY_NOT_ACT_FOR,
          UNKNOWN_CUSTOMER,
          NOT_THE_ACTOR,
          GRANT_TYPE_NOT_ALLOWED,
          SCOPE_NOT_ALLOWED,
          AUDIENCE_NOT_ALLOWED,
          WRONG_KEY,
          DEAD_TOKEN,
          TOO_FAR_FROM_LOGIN,
          REFRESH_TOKEN_REUSED,
          CHANGED_MEANWHILE,
          THROTTLED,
          TOO_MANY_LOGINS,
          TOO_MANY_SESSIONS,
          OVERLOADED,
          UNAVAILABLE,
          MALFORMED ->
          NoutError.WRONG_PASSWORD;
    };
  }

  private static NoutError ofSubject(Cause cause) {
    return switch (cause) {
      case ACTS_FOR_NOBODY -> NoutError.NO_EXTRANET;
      case UNKNOWN_FORM -> NoutError.NO_FORM;
      case UNKNOWN_ACCOUNT -> NoutError.UNKNOWN_EXTRANET_USER;
      case MAY_NOT_ACT_FOR,
          DISABLED,
          EXPIRED,
          LOCKED,
          PASSWORD_EXPIRED,
          RESTRICTED,
          DIALECT_NOT_ALLOWED,
          KIND_NOT_ALLOWED ->
          NoutError.EXTRANET_NOT_ALLOWED;
      case WRONG_CREDENTIAL,
          NO_SUCH_CREDENTIAL,
          STALE,
          REPLAYED,
          AMBIGUOUS_NAME,
          UNKNOWN_CUSTOMER,
          NOT_THE_ACTOR,
          GRANT_TYPE_NOT_ALLOWED,
          SCOPE_NOT_ALLOWED,
          AUDIENCE_NOT_ALLOWED,
          WRONG_KEY,
          DEAD_TOKEN,
          TOO_FAR_FROM_LOGIN,
          REFRESH_TOKEN_REUSED,
          CHANGED_MEANWHILE,
          THROTTLED,
          TOO_MANY_LOGINS,
          TOO_MANY_SESSIONS,
          OVERLOADED,
          UNAVAILABLE,
          MALFORMED ->
          NoutError.WRONG_EXTRANET_PASSWORD;
    };
  }
}
