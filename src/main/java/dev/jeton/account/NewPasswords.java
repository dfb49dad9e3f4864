package dev.jeton.account;

import dev.jeton.account.AccountEdit.Credentials;
import dev.jeton.account.Registration.Refused;
import dev.jeton.account.Registration.Why;
import dev.jeton.account.policy.Judgement;
import dev.jeton.account.policy.PasswordPolicy;
import dev.jeton.secret.Secret;
import java.util.Map;
import java.util.Optional;

/** Judges the passwords that administrators set, and hashes them. */
public final class NewPasswords {
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;

  public NewPasswords(PasswordPolicy policy, PasswordHasher hasher) {
    this.policy = policy;
    this.hasher = hasher;
  }

  /** How a hash waits for its turn. */
  enum Turn {
    /** Somebody waits for it: with the logins, or it is refused as overloaded. */
    AWAITED,
    /** Behind the logins, for as long as it takes. */
    IN_BULK
  }

  /** What came of preparing an edit's credentials. */
  sealed interface Result permits Prepared, Refused {}

  /**
   * An edit's credentials, ready to be written.
   *
   * @param hash of the password, if the edit brings one
   * @param facts for the audit event
   */
  record Prepared(Optional<String> hash, Map<String, String> facts) implements Result {}

  /**
   * Judges and hashes what an edit brings.
   *
   * @param name of the account
   */
  Result prepare(String name, AccountEdit edit, Turn turn) {
    Optional<Refused> weakness = weakness(name, edit);
    if (weakness.isPresent() && !edit.allowWeak()) {
      return weakness.get();
    }
    Map<String, String> facts =
        weakness.isPresent() ? Map.of("weak-password", "allowed") : Map.of();
    if (!isHashed(edit)) {
      return new Prepared(Optional.empty(), facts);
    }
    Optional<String> hash = hash(edit.credentials(), turn);
    return hash.isPresent()
        ? new Prepared(hash, facts)
        : new Refused(Why.OVERLOADED, unhashed(turn));
  }

  /** Why an edit's password is refused, if it is. */
  Optional<Refused> objection(String name, AccountEdit edit) {
    return edit.allowWeak() ? Optional.empty() : weakness(name, edit);
  }

  /** Whether an edit brings something that is to be hashed or wrapped, or is a hash already. */
  static boolean isHashed(AccountEdit edit) {
    return switch (edit.credentials()) {
      case Credentials.Password _, Credentials.Hashed _ -> true;
      case Credentials.Same _,
          Credentials.Imported _,
          Credentials.InDirectory _,
          Credentials.NoDigest _ ->
          false;
    };
  }

  private Optional<Refused> weakness(String name, AccountEdit edit) {
    return edit.credentials().clear().flatMap(clear -> weakness(name, clear));
  }

  private Optional<Refused> weakness(String name, Secret clear) {
    return switch (policy.judge(name, clear)) {
      case Judgement.Good _ -> Optional.empty();
      case Judgement.Weak(String why) -> Optional.of(new Refused(Why.INVALID, why));
      case Judgement.Unknown(String why) -> Optional.of(new Refused(Why.UNAVAILABLE, why));
    };
  }

  private Optional<String> hash(Credentials credentials, Turn turn) {
    return switch (credentials) {
      case Credentials.Password(Secret password, _) ->
          switch (turn) {
            case AWAITED -> hasher.hash(password);
            case IN_BULK -> hasher.hashInBulk(password);
          };
      case Credentials.Hashed(var hash, _) ->
          hash.scheme().isStrong() ? Optional.of(hash.toString()) : hasher.wrapInBulk(hash);
      case Credentials.Same _,
          Credentials.Imported _,
          Credentials.InDirectory _,
          Credentials.NoDigest _ ->
          Optional.empty();
    };
  }

  private static String unhashed(Turn turn) {
    return switch (turn) {
      case AWAITED -> "too many passwords are being hashed: try again";
      case IN_BULK -> "the server stops: import it again";
    };
  }
}
