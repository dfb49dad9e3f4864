package dev.jeton.session;

import dev.jeton.audit.AuditEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Opens sessions for logins of the dialects.
 *
 * @param absoluteMaximum the longest life of any session
 */
record Logins(
    Authenticator authenticator,
    Duration absoluteMaximum,
    ReplayGuard guard,
    TokenThrottle guesses,
    Opening opening,
    LiveSessions live,
    Telling telling,
    InstantSource clock) {

  /**
   * Begins what can be proved without waiting, if the session can be opened so, too. Of a login
   * that is proved and given up before that, the proofs stay taken.
   */
  Optional<Started> begin(Command.Login login, SessionPolicy policy) {
    if (!live.isUnbounded(policy.maximumLive())) {
      return Optional.empty();
    }
    return authenticator
        .begin(login, policy, clock.instant())
        .map(
            begun ->
                switch (begun) {
                  case Authenticator.Proved proved ->
                      opened(login, policy, proved)
                          .<Started>map(pending -> pending)
                          .orElseGet(
                              () ->
                                  new Started.Unfinished(
                                      () -> issue(login, policy, proved), () -> {}));
                  case Authenticator.Unfinished unfinished ->
                      new Started.Unfinished(
                          () -> served(login, policy, unfinished.finish()), unfinished::abandon);
                });
  }

  /** What comes of a login: its session may still be under way to the disk. */
  Served serve(Command.Login login, SessionPolicy policy) {
    return served(login, policy, authenticator.prove(login, policy, clock.instant()));
  }

  private Served served(Command.Login login, SessionPolicy policy, Authenticator.Result result) {
    return switch (result) {
      case Authenticator.Failed failed -> refused(login, failed);
      case Authenticator.Proved proved -> {
        if (live.isUnbounded(policy.maximumLive())) {
          yield opened(login, policy, proved)
              .<Served>map(pending -> pending)
              .orElseGet(() -> issue(login, policy, proved));
        }
        yield admitted(login, policy, proved);
      }
    };
  }

  private Optional<Pending> opened(
      Command.Login login, SessionPolicy policy, Authenticator.Proved proved) {
    Instant now = clock.instant();
    return opening
        .begin(plan(login, policy, proved, now))
        .map(begun -> pending(begun, login, policy, proved, now));
  }

  private Pending pending(
      Opening.Begun begun,
      Command.Login login,
      SessionPolicy policy,
      Authenticator.Proved proved,
      Instant now) {
    return new Pending(
        begun,
        proved.recheck(),
        () -> granted(login, begun.opened()),
        () -> opening.stands(begun.opened(), proved.recheck(), login.caller(), now),
        () -> changedMeanwhile(login),
        () -> issue(login, policy, proved));
  }

  private Outcome admitted(Command.Login login, SessionPolicy policy, Authenticator.Proved proved) {
    return live.open(
            proved.actor(),
            login.dialect(),
            policy.maximumLive(),
            login.caller(),
            clock.instant(),
            () -> issue(login, policy, proved))
        .orElseGet(
            () -> {
              guard.burn(proved.proofs());
              return refused(login, LiveSessions.NO_ROOM);
            });
  }

  private Outcome issue(Command.Login login, SessionPolicy policy, Authenticator.Proved proved) {
    Instant now = clock.instant();
    Opening.Opened opened = opening.open(plan(login, policy, proved, now));
    return opening.stands(opened, proved.recheck(), login.caller(), now)
        ? granted(login, opened)
        : changedMeanwhile(login);
  }

  private Opening.Plan plan(
      Command.Login login, SessionPolicy policy, Authenticator.Proved proved, Instant now) {
    Instant absolute = policy.lifetime().absoluteDeadline(now, login.lifetime(), absoluteMaximum);
    return new Opening.Plan(
        policy.token(),
        id ->
            new Session(
                id,
                login.dialect(),
                proved.actor(),
                proved.subject(),
                proved.customer(),
                proved.form(),
                login.language().orElse(proved.language().orElse(policy.language())),
                proved.client().or(login::client),
                now,
                policy.lifetime().idleDeadline(now, absolute),
                absolute),
        proved.proofs(),
        login.caller(),
        now);
  }

  private Outcome granted(Command.Login login, Opening.Opened opened) {
    guesses.opened(opened.session().id(), login.caller());
    return new Outcome.Granted(opened.token(), opened.session());
  }

  private Outcome changedMeanwhile(Command.Login login) {
    return refused(
        login, new Authenticator.Failed(Refusal.ACTOR, Cause.CHANGED_MEANWHILE, Duration.ZERO));
  }

  private Outcome.Refused refused(Command.Login login, Authenticator.Failed failed) {
    return telling.refused(
        Kind.LOGIN_REFUSED,
        login.dialect(),
        login.actor().name(),
        login.caller(),
        failed,
        clock.instant());
  }
}
