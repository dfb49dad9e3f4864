package dev.jeton.account;

import dev.jeton.account.PasswordHasher.Verification;
import dev.jeton.account.client.ClientProfile;
import dev.jeton.account.client.IssuedSecret;
import dev.jeton.account.client.PublicKeys;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import dev.jeton.session.Cause;
import dev.jeton.session.Credential;
import dev.jeton.session.Freshness;
import dev.jeton.session.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Proves what an OAuth client offers, with work that follows from what is offered and not from
 * whose it is: a secret that looks like one of ours is compared with MACs, any other is hashed, a
 * signature is verified, whether there is such a client or not and whatever it has.
 */
record ClientProver(PasswordHasher hasher, KeyRing keys, IssuedSecret decoy) {
  /** An assertion can't be remembered for ever; RFC 7523 advises a short life. */
  static final Duration LONGEST_ASSERTION = Duration.ofHours(1);

  /** How far clocks differ. */
  static final Duration SKEW = Freshness.DEFAULT.ahead();

  /** As many secrets as a client may have are compared each time. */
  private static final int SECRETS = 2;

  /** The base point of P-256 (FIPS 186-4, D.1.2.3): what it verifies proves nobody. */
  private static final String DECOY_KEYS =
      "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\","
          + "\"x\":\"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY\","
          + "\"y\":\"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU\"}]}";

  static ClientProver of(PasswordHasher hasher, KeyRing keys, SecureRandom random) {
    var decoy = IssuedSecret.of(IssuedSecret.random(random), keys, Instant.EPOCH);
    return new ClientProver(hasher, keys, decoy);
  }

  /** What a credential came to. */
  sealed interface Result {}

  /**
   * It holds.
   *
   * @param effort of a chosen secret
   */
  record Held(Account client, Optional<Effort> effort) implements Result {}

  /**
   * It does not.
   *
   * @param effort of a chosen secret
   */
  record Failed(Cause cause, Optional<Effort> effort) implements Result {}

  /** Whether it may be guessed at, and is computed slowly. */
  static boolean isGuessable(Credential credential) {
    return switch (credential) {
      case Credential.ClientSecret(Secret secret) -> !IssuedSecret.hasShape(secret);
      case Credential.Assertion _, Credential.Certificate _ -> false;
      case Credential.Password _, Credential.Digest _, Credential.ApiKey _ -> false;
    };
  }

  /**
   * Whether the credential proves a client.
   *
   * @param client that was named, if there is one
   */
  Result prove(Credential credential, Optional<Account> client, Instant now) {
    Optional<ClientProfile> profile = client.flatMap(Account::client);
    return switch (credential) {
      case Credential.ClientSecret(Secret secret) ->
          IssuedSecret.hasShape(secret)
              ? result(
                  client, profile.map(p -> !p.secrets().isEmpty()), isIssued(secret, profile, now))
              : chosen(secret, client);
      case Credential.Assertion assertion -> assertion(assertion, client, now);
      case Credential.Certificate(String subject, String sha256) ->
          result(
              client,
              profile.map(p -> p.subject().isPresent() || !p.certificates().isEmpty()),
              profile
                  .filter(p -> p.hasSubject(subject) || p.certificates().contains(sha256))
                  .isPresent());
      case Credential.Password _, Credential.Digest _, Credential.ApiKey _ ->
          result(client, Optional.of(false), false);
    };
  }

  /** Whether this is a secret of ours, and its MAC is under the current key. */
  boolean isIssuedAndCurrent(Secret secret, Account client, Instant now) {
    for (IssuedSecret each : secrets(client.client())) {
      if (each.holdsAt(now) && !each.kept().isFormer(keys) && each.kept().isOf(secret, keys)) {
        return true;
      }
    }
    return false;
  }

  /** What of an assertion must not be used again. */
  static Proof once(Credential.Assertion assertion, Account client) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(assertion.id().getBytes(StandardCharsets.UTF_8));
      return new Proof(client.id(), digest, assertion.until().plus(SKEW).plusSeconds(1));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private boolean isIssued(Secret secret, Optional<ClientProfile> client, Instant now) {
    List<IssuedSecret> there = secrets(client);
    boolean is = false;
    for (int i = 0; i < SECRETS; i++) {
      boolean real = i < there.size();
      IssuedSecret each = real ? there.get(i) : decoy;
      boolean matches = each.kept().isOf(secret, keys); // before anything is known of it
      is |= matches && real && each.holdsAt(now);
    }
    return is;
  }

  private static Result assertion(
      Credential.Assertion assertion, Optional<Account> client, Instant now) {
    Optional<PublicKeys> theirs = client.flatMap(Account::client).flatMap(ClientProfile::keys);
    boolean signed = assertion.signedBy().test(theirs.map(PublicKeys::text).orElse(DECOY_KEYS));
    return isInTime(assertion, now)
        ? result(client, Optional.of(theirs.isPresent()), signed && theirs.isPresent())
        : new Failed(Cause.STALE, Optional.empty());
  }

  private static List<IssuedSecret> secrets(Optional<ClientProfile> client) {
    return client.map(ClientProfile::secrets).orElse(List.of());
  }

  private Result chosen(Secret secret, Optional<Account> client) {
    Optional<String> hash = client.flatMap(Account::password);
    PasswordHasher.Checked checked = hasher.verify(secret, hash);
    if (checked.verification() == Verification.OVERLOADED) {
      return new Failed(Cause.OVERLOADED, Optional.empty());
    }
    var effort =
        Optional.of(
            new Effort(
                client.flatMap(Account::way).orElseGet(hasher::costOfToday), checked.took()));
    return checked.verification() == Verification.MATCHES
        ? new Held(client.orElseThrow(), effort)
        : new Failed(cause(client, Optional.of(hash.isPresent())), effort);
  }

  private static Result result(Optional<Account> client, Optional<Boolean> hasSuch, boolean holds) {
    return holds && client.isPresent()
        ? new Held(client.get(), Optional.empty())
        : new Failed(cause(client, hasSuch), Optional.empty());
  }

  private static Cause cause(Optional<Account> client, Optional<Boolean> hasSuch) {
    if (client.isEmpty()) {
      return Cause.UNKNOWN_ACCOUNT;
    }
    return hasSuch.orElse(false) ? Cause.WRONG_CREDENTIAL : Cause.NO_SUCH_CREDENTIAL;
  }

  private static boolean isInTime(Credential.Assertion assertion, Instant now) {
    return assertion.until().isAfter(now.minus(SKEW))
        && !assertion.until().isAfter(now.plus(LONGEST_ASSERTION).plus(SKEW))
        && assertion.issuedAt().filter(at -> at.isAfter(now.plus(SKEW))).isEmpty();
  }
}
