package dev.jeton.account;

import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeyedMac;
import dev.jeton.secret.Secret;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

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
    KeyedMac mac = keys.mac(KeyKind.API_KEY, secret);
    return new ApiKey(identifiant, mac.key(), HexFormat.of().formatHex(mac.octets()), issuedAt);
  }

  /**
   * Whether this is the secret half; takes as long whether it is or not, and also if the server's
   * key is gone, under which nothing is proved any more.
   */
  boolean isProvedBy(Secret secret, KeyRing keys) {
    Optional<KeyedMac> mac = keys.mac(KeyKind.API_KEY, ringKey, secret);
    byte[] computed = mac.orElseGet(() -> keys.mac(KeyKind.API_KEY, secret)).octets();
    return MessageDigest.isEqual(HexFormat.of().parseHex(this.mac), computed) && mac.isPresent();
  }
}
