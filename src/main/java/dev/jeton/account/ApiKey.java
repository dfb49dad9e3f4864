package dev.jeton.account;

import dev.jeton.keys.KeptMac;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.time.Instant;

/**
 * A key pair as it is kept: the public half, and a keyed fast hash of the secret one, which is 128
 * random bits and so needs no slow one (wipsos.md).
 *
 * @param identifiant the public half, 32 lower-case hex digits
 * @param ringKey the id of the server's key that the MAC is under
 * @param mac HMAC-SHA-256 of the secret half, 64 hex digits
 */
public record ApiKey(String identifiant, int ringKey, String mac, Instant issuedAt) {

  public static ApiKey of(String identifiant, Secret secret, KeyRing keys, Instant issuedAt) {
    KeptMac kept = KeptMac.of(secret, keys);
    return new ApiKey(identifiant, kept.ringKey(), kept.mac(), issuedAt);
  }

  /** Whether this is the secret half, as {@link KeptMac#isOf} says. */
  boolean isProvedBy(Secret secret, KeyRing keys) {
    return new KeptMac(ringKey, mac).isOf(secret, keys);
  }
}
