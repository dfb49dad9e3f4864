package dev.jeton.account;

import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A key pair as it is kept: the public half, and a keyed fast hash of the secret one, which is 128
 * random bits and so needs no slow one (wipsos.md).
 *
 * @param identifiant the public half, 32 lower-case hex digits
 * @param mac HMAC-SHA-256 of the secret half, 64 hex digits
 */
public record ApiKey(String identifiant, String mac, Instant issuedAt) {

  public static ApiKey of(String identifiant, Secret secret, KeyRing keys, Instant issuedAt) {
    return new ApiKey(identifiant, HexFormat.of().formatHex(macOf(keys, secret)), issuedAt);
  }

  /** Whether this is the secret half; takes as long whether it is or not. */
  boolean isProvedBy(Secret secret, KeyRing keys) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(mac), macOf(keys, secret));
  }

  private static byte[] macOf(KeyRing keys, Secret secret) {
    return keys.mac(KeyRing.Purpose.API_KEY, secret);
  }
}
