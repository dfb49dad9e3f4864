package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Proves who asks at the standard endpoints. */
public interface Clients {
  /** What came of it: a {@link Client}, or why not. */
  sealed interface Result permits Client, Authenticator.Failed {}

  /**
   * The client, if its claim can be told to hold without waiting for anything; empty says nothing.
   *
   * @param caller a secret that can be guessed holds at once only where it was proved lately
   */
  Optional<Client> peek(Claim claim, Caller caller, Instant now);

  /** Proves a claim, waiting for hashes and stores as long as they need. */
  Result prove(Claim claim, Caller caller, Instant now);

  /** Knows nobody. */
  Clients NONE =
      new Clients() {
        @Override
        public Optional<Client> peek(Claim claim, Caller caller, Instant now) {
          return Optional.empty();
        }

        @Override
        public Result prove(Claim claim, Caller caller, Instant now) {
          return new Authenticator.Failed(Refusal.ACTOR, Cause.UNKNOWN_ACCOUNT, Duration.ZERO);
        }

        @Override
        public boolean mayAct(Principal actor, Principal subject) {
          return false;
        }
      };

  /** Whether this account is enabled and may act for the one of this name. */
  boolean mayAct(Principal actor, Principal subject);
}
