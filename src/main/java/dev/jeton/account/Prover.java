package dev.jeton.account;

import dev.jeton.audit.AuditEvent;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.session.DigestSecret;
import dev.jeton.session.Proof;
import dev.jeton.session.SessionPolicy;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Proves one claim against the account that it names, with the same work whether there is one or
 * not: a password is hashed against a decoy, a digest computed over a decoy's sealed secret, read
 * from the store like any other.
 */
final class Prover {
  private static final long DECOY = Authentication.DECOY;
  private static final int DECOY_OCTETS = 16;

  private final AccountStore accounts;
  private final PasswordHasher hasher;
  private final DirectoryLogins directory;
  private final KeyRing keys;
  private final ApiKey decoyKey;

  /** Makes the decoy too, if the store has none. */
  Prover(
      AccountStore accounts,
      PasswordHasher hasher,
      DirectoryLogins directory,
      KeyRing keys,
      SecureRandom random,
      Instant now) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.directory = directory;
    this.keys = keys;
    this.decoyKey = ApiKey.of("", random(random), keys, Instant.EPOCH);
    if (accounts.find(DECOY).isEmpty()) {
      accounts.add(
          decoy(random(random)),
          AuditEvent.of(now, AuditEvent.Kind.ACCOUNT_ADDED, "name", "decoy"));
    }
  }

  /** What a claim came to. */
  sealed interface Result {}

  /**
   * It holds.
   *
   * @param proof the digest that must not be used again, if it was one
   * @param effort of a password
   */
  record Held(Account account, Optional<Proof> proof, Optional<Effort> effort) implements Result {}

  /**
   * It does not.
   *
   * @param effort of a password
   */
  record Failed(Cause cause, Optional<Effort> effort) implements Result {}

  /**
   * Whether the account proves the claim.
   *
   * @param account that it names, if there is one
   * @param place where it would be
   */
  Result prove(
      Claim claim, Optional<Account> account, DirectoryLogins.Place place, SessionPolicy policy) {
    return switch (claim.credential()) {
      case Credential.Password(Secret password, _) ->
          directory.concern(account, place)
              ? directory.prove(claim.name(), password, account, place)
              : password(password, account);
      case Credential.Digest digest -> digest(digest, account, policy);
      case Credential.ApiKey(Secret secret) -> apiKey(claim.name(), secret, account);
      // What proves an OAuth client opens no session of a dialect's.
      case Credential.ClientSecret _, Credential.Assertion _, Credential.Certificate _ ->
          new Failed(cause(account, false), Optional.empty());
    };
  }

  private Result password(Secret password, Optional<Account> account) {
    Optional<String> hash = account.flatMap(Account::password);
    PasswordHasher.Checked checked = hasher.verify(password, hash);
    var effort =
        Optional.of(
            new Effort(
                account.flatMap(Account::way).orElseGet(hasher::costOfToday), checked.took()));
    return switch (checked.verification()) {
      case MATCHES -> new Held(account.orElseThrow(), Optional.empty(), effort);
      case DIFFERS -> new Failed(cause(account, hash.isPresent()), effort);
      case OVERLOADED -> new Failed(Cause.OVERLOADED, Optional.empty());
    };
  }

  private Result digest(Credential.Digest digest, Optional<Account> account, SessionPolicy policy) {
    boolean real = account.flatMap(Account::digestSecret).isPresent();
    Account prover = real ? account.orElseThrow() : accounts.find(DECOY).orElseThrow();
    DigestSecret secret = prover.digestSecret().orElseThrow().open(prover.id(), keys);
    boolean matches = false;
    for (byte[] expected : digest.formula().digests(secret)) {
      matches |= MessageDigest.isEqual(expected, digest.octets());
    }
    if (!matches || !real) {
      return new Failed(cause(account, real), Optional.empty());
    }
    Instant freshUntil = policy.freshness().until(digest.created());
    return new Held(
        prover, Optional.of(new Proof(prover.id(), digest.octets(), freshUntil)), Optional.empty());
  }

  private Result apiKey(String identifiant, Secret secret, Optional<Account> account) {
    Optional<ApiKey> key =
        account.flatMap(
            a -> a.keys().stream().filter(k -> k.identifiant().equals(identifiant)).findFirst());
    boolean matches = key.orElse(decoyKey).isProvedBy(secret, keys);
    return matches && key.isPresent()
        ? new Held(account.orElseThrow(), Optional.empty(), Optional.empty())
        : new Failed(cause(account, key.isPresent()), Optional.empty());
  }

  private static Cause cause(Optional<Account> account, boolean hasSuchCredential) {
    if (account.isEmpty()) {
      return Cause.UNKNOWN_ACCOUNT;
    }
    return hasSuchCredential ? Cause.WRONG_CREDENTIAL : Cause.NO_SUCH_CREDENTIAL;
  }

  private Account decoy(Secret secret) {
    return new Account(
        DECOY,
        1,
        "decoy",
        Optional.empty(),
        Kind.USER,
        false,
        Set.of(),
        OptionalInt.empty(),
        Permission.NOBODY,
        Permission.NOBODY,
        Optional.empty(),
        Optional.of(SealedSecret.of(new DigestSecret.Clear(secret), DECOY, keys)),
        Optional.empty(),
        List.of());
  }

  private static Secret random(SecureRandom random) {
    byte[] octets = new byte[DECOY_OCTETS];
    random.nextBytes(octets);
    return Secret.of(HexFormat.of().formatHex(octets));
  }
}
