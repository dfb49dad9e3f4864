package dev.jeton.session;

import dev.jeton.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;

/** What a request asks of the core. */
public sealed interface Command {
  String dialect();

  /**
   * Opens a session.
   *
   * @param subject for whom; the actor itself if empty
   * @param customer the name of a customer that the session is tied to
   * @param language the language asked for
   * @param client the calling application
   * @param lifetime the absolute lifetime asked for, within what the dialect allows; its default if
   *     empty
   */
  record Login(
      String dialect,
      Claim actor,
      Optional<Behalf> subject,
      Optional<String> customer,
      OptionalInt language,
      Optional<String> client,
      Optional<Duration> lifetime,
      Caller caller)
      implements Command {

    /** An actor logs in for itself, and asks for nothing in particular. */
    public static Login of(String dialect, Claim actor, Caller caller) {
      return new Login(
          dialect,
          actor,
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          caller);
    }
  }

  /**
   * Asks whether a token is live in this dialect.
   *
   * @param touch whether this is a use, which prolongs an idle session
   */
  record Check(String dialect, Secret token, boolean touch, Caller caller) implements Command {}

  /**
   * Ends a session.
   *
   * @param claim a proof that came along: it must hold, and be that of the session's actor
   */
  record End(String dialect, Secret token, Optional<Claim> claim, Caller caller)
      implements Command {}

  /**
   * Asks for a token by an OAuth grant.
   *
   * @param wanted what the token shall be
   */
  record Issue(String dialect, Claim client, By by, Wanted wanted, Caller caller)
      implements Command {}

  /** An OAuth grant. */
  sealed interface By {
    GrantType type();

    /** Of the client for itself (RFC 6749, section 4.4). */
    record ClientCredentials() implements By {
      @Override
      public GrantType type() {
        return GrantType.CLIENT_CREDENTIALS;
      }
    }

    /** Of a user's password (RFC 6749, section 4.3). */
    record Password(Claim user) implements By {
      @Override
      public GrantType type() {
        return GrantType.PASSWORD;
      }
    }

    /** Of a refresh token (RFC 6749, section 6). */
    record Refresh(Secret token) implements By {
      @Override
      public GrantType type() {
        return GrantType.REFRESH_TOKEN;
      }
    }

    /** Of another token, of whichever dialect (RFC 8693). */
    record Exchange(Presented subject, Optional<Presented> actor) implements By {
      @Override
      public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
      }
    }
  }

  /**
   * What a token shall be.
   *
   * @param scope what it may; all that can be if empty
   * @param audience for whom it is (RFC 8707, RFC 8693); for all that it can be for if empty
   * @param possession the key that it is to be bound to
   */
  record Wanted(
      Optional<SortedSet<String>> scope, List<String> audience, Optional<Possession> possession) {
    public Wanted {
      audience = List.copyOf(audience);
    }
  }

  /**
   * Asks what is known of a token, whichever dialect issued it.
   *
   * @param client who asks; what asks without a name is held to be as good as the token's holder
   * @param touch whether this is a use, which prolongs an idle session
   * @param possession the key that the token's holder has proved to hold
   */
  record Inspect(
      String dialect,
      Optional<Claim> client,
      Presented token,
      boolean touch,
      Optional<Possession> possession,
      Caller caller)
      implements Command {}

  /**
   * Ends the session of a token, whichever dialect issued it; of a refresh token all its family.
   */
  record Revoke(String dialect, Claim client, Presented token, Caller caller) implements Command {}

  /** Asks for what the dialect can say by itself: a WSDL, a version, its languages. */
  record Describe(String dialect) implements Command {}

  /**
   * A request that the dialect refuses by itself; its writer knows the answer.
   *
   * @param cause for the audit event: what was wrong, without any of the request's values
   */
  record Malformed(String dialect, String cause, Caller caller) implements Command {}
}
