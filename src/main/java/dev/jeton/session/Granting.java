package dev.jeton.session;

import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command.By;
import dev.jeton.session.Opening.Opened;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What comes of one request for a token, whose client is proved. */
record Granting(Grants parts, Command.Issue issue, Client client, Instant now) {
  /** How many sessions may come one of another: each of them is looked up at a check. */
  private static final int LONGEST_LINE = 4;

  Outcome outcome() {
    if (!mayUse(issue.by().type())) {
      return refused(Refusal.GRANT_TYPE, Cause.GRANT_TYPE_NOT_ALLOWED);
    }
    Optional<Proof> once = issue.wanted().possession().flatMap(Possession::once);
    if (once.isPresent() && !parts.guard().take(once.get(), now)) {
      return refused(Refusal.POSSESSION, Cause.REPLAYED);
    }
    List<Proof> proofs = once.stream().toList();
    Outcome outcome =
        switch (issue.by()) {
          case By.ClientCredentials _ -> open(Basis.itself(client, language(), proofs));
          case By.Password(Claim user) -> password(user, proofs);
          case By.Refresh(Secret token) -> refresh(token, proofs);
          case By.Exchange(Presented subject, var actor) -> exchange(subject, actor, proofs);
        };
    if (outcome instanceof Outcome.Refused) {
      parts.guard().burn(proofs);
    }
    return outcome;
  }

  /** Begins what needs nothing but a session of its own, if all but its writing is done at once. */
  Optional<Pending> begin() {
    if (!(issue.by() instanceof By.ClientCredentials)
        || !mayUse(issue.by().type())
        || issue.wanted().possession().isPresent()
        || !parts.live().isUnbounded(dialect().maximumLive())) {
      return Optional.empty();
    }
    Basis basis = Basis.itself(client, language(), List.of());
    return excess(basis).isPresent()
        ? Optional.empty()
        : parts
            .opening()
            .begin(plan(basis, dialect().token(), dialect().lifetime(), Optional.empty()))
            .map(begun -> pending(begun, basis));
  }

  private Pending pending(Opening.Begun begun, Basis basis) {
    return new Pending(
        begun,
        basis.recheck(),
        () -> granted(begun.opened(), Optional.empty()),
        () -> parts.opening().stands(begun.opened(), basis.recheck(), issue.caller(), now),
        () -> refused(Refusal.ACTOR, Cause.CHANGED_MEANWHILE),
        this::outcome);
  }

  private boolean mayUse(GrantType type) {
    return client.grants().contains(type)
        && (type != GrantType.PASSWORD || parts.policy().password());
  }

  private Outcome password(Claim user, List<Proof> proofs) {
    return switch (parts.authenticator().prove(user, issue.caller(), dialect(), now)) {
      case Authenticator.Failed failed -> {
        // It is not the client that failed.
        Refusal told = failed.refusal() == Refusal.ACTOR ? Refusal.SUBJECT : failed.refusal();
        yield refused(
            user.name(),
            new Authenticator.Failed(told, failed.cause(), failed.retryAfter(), failed.times()));
      }
      case Authenticator.Proved proved -> open(Basis.of(proved, client, language(), proofs));
    };
  }

  private Outcome exchange(Presented subject, Optional<Presented> actor, List<Proof> proofs) {
    Presentation presentation = parts.presentation();
    Optional<TokenLookup.Found> source = presentation.live(subject, client, now);
    Optional<Principal> acting =
        actor
            .flatMap(token -> presentation.live(token, client, now))
            .map(found -> found.session().subject());
    if (source.isEmpty() || acting.isPresent() != actor.isPresent()) {
      return refused(Refusal.SUBJECT, Cause.DEAD_TOKEN);
    }
    Basis itself = Basis.from(source.get(), client, proofs);
    Basis basis = acting.map(itself::actedBy).orElse(itself);
    if (acting.isPresent()
        && basis.isDelegated()
        && !parts.clients().mayAct(basis.actor(), basis.subject())) {
      return refused(Refusal.SUBJECT, Cause.MAY_NOT_ACT_FOR);
    }
    return line(source.get()) >= LONGEST_LINE
        ? refused(Refusal.SUBJECT, Cause.TOO_FAR_FROM_LOGIN)
        : open(basis);
  }

  private long line(TokenLookup.Found found) {
    return Stream.iterate(
            Optional.of(found), Optional::isPresent, last -> last.flatMap(this::sourceOf))
        .limit(LONGEST_LINE)
        .count();
  }

  private Optional<TokenLookup.Found> sourceOf(TokenLookup.Found found) {
    return found.verdict() instanceof Verdict.Live(Session session)
        ? session.source().map(digest -> parts.presentation().tokens().find(digest, now))
        : Optional.empty();
  }

  private Outcome refresh(Secret token, List<Proof> proofs) {
    Optional<Families.Member> member = parts.families().find(token, client, now);
    if (member.isEmpty()) {
      return refused(Refusal.SUBJECT, Cause.DEAD_TOKEN);
    }
    Basis basis = Basis.from(member.get().family(), client, proofs);
    Optional<Outcome> tooMuch = tooMuch(basis);
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    Optional<Secret> next =
        parts.families().use(member.get(), parts.policy().refresh(), issue.caller(), now);
    return next.isPresent()
        ? access(basis, next)
        : refused(Refusal.SUBJECT, Cause.REFRESH_TOKEN_REUSED);
  }

  private Outcome open(Basis basis) {
    Optional<Outcome> tooMuch = tooMuch(basis);
    if (tooMuch.isPresent()) {
      return tooMuch.get();
    }
    boolean refreshes =
        client.grants().contains(GrantType.REFRESH_TOKEN)
            && !(issue.by() instanceof By.ClientCredentials);
    if (!refreshes) {
      return access(basis, Optional.empty());
    }
    var rotation = new Rotation(0, now);
    Opened family =
        parts
            .opening()
            .open(plan(basis, dialect().token(), parts.policy().refresh(), Optional.of(rotation)));
    var found = new TokenLookup.Found(family.digest(), new Verdict.Live(family.session()));
    Secret refresh = new RefreshToken(family.token(), 0).text(parts.opening().keys());
    Outcome outcome = access(basis.within(found), Optional.of(refresh));
    if (outcome instanceof Outcome.Refused) {
      parts
          .opening()
          .end(family.digest(), family.session(), issue.caller(), "no access token", now);
    }
    return outcome;
  }

  private Outcome access(Basis basis, Optional<Secret> refresh) {
    return parts
        .live()
        .open(
            basis.actor(),
            issue.dialect(),
            dialect().maximumLive(),
            issue.caller(),
            now,
            () -> rechecked(basis, refresh))
        .orElseGet(() -> refused(client.principal().name(), LiveSessions.NO_ROOM));
  }

  private Outcome rechecked(Basis basis, Optional<Secret> refresh) {
    Opened opened =
        parts
            .opening()
            .open(plan(basis, dialect().token(), dialect().lifetime(), Optional.empty()));
    return parts.opening().stands(opened, basis.recheck(), issue.caller(), now)
        ? granted(opened, refresh)
        : refused(Refusal.ACTOR, Cause.CHANGED_MEANWHILE);
  }

  private static Outcome granted(Opened opened, Optional<Secret> refresh) {
    return new Outcome.Granted(opened.token(), opened.session(), refresh);
  }

  private Opening.Plan plan(
      Basis basis, TokenShape shape, Lifetime lifetime, Optional<Rotation> rotation) {
    Instant own = lifetime.absoluteDeadline(now, Optional.empty(), parts.absoluteMaximum());
    Instant end = own.isAfter(basis.end()) ? basis.end() : own;
    var grant =
        new Grant(
            client.principal(),
            issue.wanted().scope().orElse(basis.scopes()),
            issue.wanted().audience().isEmpty()
                ? List.copyOf(basis.audiences())
                : issue.wanted().audience(),
            issue.wanted().possession().map(Possession::binding),
            basis.actors(),
            basis.source().map(TokenLookup.Found::digest),
            rotation);
    return new Opening.Plan(
        shape,
        id -> basis.session(id, issue.dialect(), grant, now, lifetime, end),
        basis.proofs(),
        issue.caller(),
        now);
  }

  /** What is asked beyond what this basis can give. */
  private Optional<Outcome> tooMuch(Basis basis) {
    return excess(basis).map(failed -> refused(client.principal().name(), failed));
  }

  private Optional<Authenticator.Failed> excess(Basis basis) {
    if (!basis.audiences().containsAll(issue.wanted().audience())) {
      return Optional.of(failed(Refusal.TARGET, Cause.AUDIENCE_NOT_ALLOWED));
    }
    return issue
        .wanted()
        .scope()
        .filter(asked -> !basis.scopes().containsAll(asked))
        .map(_ -> failed(Refusal.SCOPE, Cause.SCOPE_NOT_ALLOWED));
  }

  private SessionPolicy dialect() {
    return parts.policies().of(issue);
  }

  private int language() {
    return dialect().language();
  }

  private Outcome refused(Refusal refusal, Cause cause) {
    return refused(client.principal().name(), failed(refusal, cause));
  }

  private static Authenticator.Failed failed(Refusal refusal, Cause cause) {
    return new Authenticator.Failed(refusal, cause, Duration.ZERO);
  }

  private Outcome refused(String name, Authenticator.Failed failed) {
    return parts
        .telling()
        .refused(Kind.LOGIN_REFUSED, issue.dialect(), name, issue.caller(), failed, now);
  }
}
