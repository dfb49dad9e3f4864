package dev.jeton.session;

import dev.jeton.audit.AuditTrail;
import dev.jeton.keys.KeyRing;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The one sequence that every command of every dialect goes through: prove, issue, touch, end, and
 * an event for each. A failing part is a refusal, never a "no" and never a "yes".
 */
public final class SessionService {
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Policies policies;
  private final InstantSource clock;
  private final Telling telling;
  private final Logins logins;
  private final OwnTokens own;
  private final Grants grants;
  private final Inspection inspection;

  /**
   * Makes the service.
   *
   * @param policies for each dialect by its name
   * @param config what holds for all of them
   * @param clients who may ask of any session
   * @param granting how OAuth's grants are served
   */
  public SessionService(
      Map<String, SessionPolicy> policies,
      SessionsConfig config,
      Clients clients,
      GrantPolicy granting,
      SessionStore store,
      ReplayGuard guard,
      Authenticator authenticator,
      TokenThrottle guesses,
      AuditTrail trail,
      KeyRing keys,
      SecureRandom random,
      InstantSource clock) {
    this.policies = new Policies(policies);
    this.clock = clock;
    this.telling = new Telling(this.policies, trail);
    var tokens = new TokenLookup(store, keys);
    var strangers = new Strangers(guesses, telling);
    var opening = new Opening(store, tokens, keys, random);
    var live = new LiveSessions(config, store, opening);
    this.logins =
        new Logins(
            authenticator, config.absoluteMaximum(), guard, guesses, opening, live, telling, clock);
    this.own =
        new OwnTokens(
            this.policies, store, guard, authenticator, tokens, strangers, telling, clock);
    var presentation = new Presentation(store, tokens, keys);
    this.grants =
        new Grants(
            clients,
            granting,
            this.policies,
            config.absoluteMaximum(),
            authenticator,
            guard,
            presentation,
            new Families(tokens, store, opening, keys, granting.grace()),
            opening,
            live,
            telling);
    this.inspection =
        new Inspection(clients, this.policies, store, guard, strangers, presentation, telling);
  }

  /** Makes a service that serves the dialects alone. */
  public SessionService(
      Map<String, SessionPolicy> policies,
      SessionsConfig config,
      SessionStore store,
      ReplayGuard guard,
      Authenticator authenticator,
      TokenThrottle guesses,
      AuditTrail trail,
      KeyRing keys,
      SecureRandom random,
      InstantSource clock) {
    this(
        policies,
        config,
        Clients.NONE,
        GrantPolicy.DEFAULT,
        store,
        guard,
        authenticator,
        guesses,
        trail,
        keys,
        random,
        clock);
  }

  /** The outcome, if it can be told without waiting for anything. */
  public Optional<Outcome> now(Command command) {
    return switch (command) {
      case Command.Describe _ -> Optional.of(new Outcome.Described());
      case Command.Check check -> own.peek(check);
      case Command.Inspect inspect -> inspection.peek(inspect, clock.instant());
      case Command.Login _, Command.End _, Command.Malformed _, Command.Issue _, Command.Revoke _ ->
          Optional.empty();
    };
  }

  /**
   * Begins a command without waiting, as far as that goes; not if the store fails, of which {@link
   * #start} tells.
   */
  public Optional<Started> begin(Command command) {
    return switch (command) {
      case Command.Issue issue -> begin(issue);
      case Command.Login login -> logins.begin(login, policies.of(login));
      case Command.Check _,
          Command.End _,
          Command.Inspect _,
          Command.Revoke _,
          Command.Describe _,
          Command.Malformed _ ->
          Optional.empty();
    };
  }

  private Optional<Started> begin(Command.Issue issue) {
    try {
      return grants.begin(issue, clock.instant()).map(pending -> pending);
    } catch (StoreUnavailable e) {
      return Optional.empty();
    }
  }

  /** Does what is left of a command, waiting as {@link #start} does. */
  public Served goOn(Started.Unfinished command) {
    try {
      return command.rest().get();
    } catch (StoreUnavailable e) {
      return unavailable(e);
    }
  }

  /** The outcome of what was begun and is written, if it can be told without waiting. */
  public Optional<Outcome> now(Pending pending) {
    return pending.peek();
  }

  /** The outcome of what was begun, waiting as long as it needs. */
  public Outcome serve(Pending pending) {
    try {
      return pending.outcome();
    } catch (StoreUnavailable e) {
      return unavailable(e);
    }
  }

  /** The outcome, waiting for hashes and stores as long as they need. */
  public Outcome serve(Command command) {
    return switch (start(command)) {
      case Outcome outcome -> outcome;
      case Pending pending -> serve(pending);
    };
  }

  /** The same, but for the writing of a login's session, for which no thread has to wait. */
  public Served start(Command command) {
    try {
      return switch (command) {
        case Command.Login login -> logins.serve(login, policies.of(login));
        case Command.Check check -> own.check(check);
        case Command.End end -> own.end(end);
        case Command.Issue issue -> grants.issue(issue, clock.instant());
        case Command.Inspect inspect -> inspection.inspect(inspect, clock.instant());
        case Command.Revoke revoke -> inspection.revoke(revoke, clock.instant());
        case Command.Describe _ -> new Outcome.Described();
        case Command.Malformed malformed -> telling.malformed(malformed, clock.instant());
      };
    } catch (StoreUnavailable e) {
      return unavailable(e);
    }
  }

  private static Outcome unavailable(StoreUnavailable e) {
    System.getLogger(SessionService.class.getName())
        .log(System.Logger.Level.ERROR, "the store does not answer", e);
    return new Outcome.Refused(Refusal.UNAVAILABLE, SOON, Optional.empty());
  }
}
