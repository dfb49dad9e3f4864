package dev.jeton.keys;

import dev.jeton.secret.Secret;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A secret that the server made, as it is kept: a keyed fast hash, since 128 random bits and more
 * need no slow one.
 *
 * @param ringKey the id of the server's key of kind {@link KeyKind#API_KEY} that the MAC is under
 * @param mac HMAC-SHA-256 of the secret, 64 hex digits
 */
public record KeptMac(int ringKey, String mac) {

  /** Under the server's current key. */
  public static KeptMac of(Secret secret, KeyRing keys) {
    KeyedMac mac = keys.mac(KeyKind.API_KEY, secret);
    return new KeptMac(mac.key(), HexFormat.of().formatHex(mac.octets()));
  }

  /**
   * Whether this is the secret; takes as long whether it is or not, and also if the server's key is
   * gone, under which nothing is proved any more.
   */
  public boolean isOf(Secret secret, KeyRing keys) {
    Optional<KeyedMac> computed = keys.mac(KeyKind.API_KEY, ringKey, secret);
    byte[] octets = computed.orElseGet(() -> keys.mac(KeyKind.API_KEY, secret)).octets();
    return MessageDigest.isEqual(HexFormat.of().parseHex(mac), octets) && computed.isPresent();
  }

  /** Whether it is under a former key. */
  public boolean isFormer(KeyRing keys) {
    return ringKey != keys.current(KeyKind.API_KEY);
  }
}
