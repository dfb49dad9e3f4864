package dev.jeton.account.client;

import dev.jeton.keys.KeptMac;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A client's secret that the server made, as it is kept.
 *
 * @param issuedAt when it was made
 * @param until when it ends, if another has taken its place
 */
public record IssuedSecret(KeptMac kept, Instant issuedAt, Optional<Instant> until) {
  /** Tells it from a chosen one, and tells whoever finds one in a file what it is. */
  private static final String PREFIX = "jcs_";

  private static final int OCTETS = 32;

  /** What 32 octets are in base64url. */
  private static final int DIGITS = 43;

  /** A new secret, 256 random bits. */
  public static Secret random(SecureRandom random) {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return Secret.of(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
  }

  /** A new one as it is kept, without an end. */
  public static IssuedSecret of(Secret secret, KeyRing keys, Instant now) {
    return new IssuedSecret(KeptMac.of(secret, keys), now, Optional.empty());
  }

  /**
   * Whether a secret looks like one that the server made. What is done to prove an offered secret
   * follows from this alone, so that it does not tell whose it is.
   */
  public static boolean hasShape(Secret offered) {
    if (offered.length() != PREFIX.length() + DIGITS) {
      return false;
    }
    byte[] octets = offered.revealOctets();
    for (int i = 0; i < octets.length; i++) {
      if (i < PREFIX.length() ? octets[i] != PREFIX.charAt(i) : !isDigit(octets[i])) {
        return false;
      }
    }
    return true;
  }

  /** Of base64url (RFC 4648, section 5). */
  private static boolean isDigit(byte octet) {
    return (octet >= 'A' && octet <= 'Z')
        || (octet >= 'a' && octet <= 'z')
        || (octet >= '0' && octet <= '9')
        || octet == '-'
        || octet == '_';
  }

  public boolean holdsAt(Instant now) {
    return until.isEmpty() || now.isBefore(until.get());
  }

  /** This one, ending then unless it ends before. */
  public IssuedSecret endingBy(Instant end) {
    return until.isPresent() && until.get().isBefore(end)
        ? this
        : new IssuedSecret(kept, issuedAt, Optional.of(end));
  }

  /** This one under the server's current key, when it was proved. */
  public IssuedSecret renewed(Secret secret, KeyRing keys) {
    return new IssuedSecret(KeptMac.of(secret, keys), issuedAt, until);
  }
}
