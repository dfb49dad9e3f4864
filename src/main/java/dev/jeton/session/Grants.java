package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Issues tokens by OAuth's grants (RFC 6749, RFC 8693): all that a {@link Granting} needs.
 *
 * @param absoluteMaximum the longest life of any session
 */
record Grants(
    Clients clients,
    GrantPolicy policy,
    Policies policies,
    Duration absoluteMaximum,
    Authenticator authenticator,
    ReplayGuard guard,
    Presentation presentation,
    Families families,
    Opening opening,
    LiveSessions live,
    Telling telling) {

  /** Begins what can be begun without waiting. */
  Optional<Pending> begin(Command.Issue issue, Instant now) {
    return clients
        .peek(issue.client(), issue.caller(), now)
        .flatMap(client -> new Granting(this, issue, client, now).begin());
  }

  Outcome issue(Command.Issue issue, Instant now) {
    return switch (clients.prove(issue.client(), issue.caller(), now)) {
      case Authenticator.Failed failed ->
          telling.noClient(issue, issue.client(), issue.caller(), failed, now);
      case Client client -> new Granting(this, issue, client, now).outcome();
    };
  }
}
