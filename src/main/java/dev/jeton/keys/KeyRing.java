package dev.jeton.keys;

import dev.jeton.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's keys, and what is computed under them. Safe for any number of threads. */
public final class KeyRing {
  /** What a key is for; one key never serves two purposes. */
  public enum Purpose {
    /** HMAC-SHA-256 of session tokens. */
    TOKEN,
    /** HMAC-SHA-256 of machine accounts' API keys. */
    API_KEY,
    /** AES-256-GCM of digest secrets. */
    SEALING
  }

  /** A key with its id, a number from 1 that is never used again for the same purpose. */
  record Key(Purpose purpose, int id, Secret octets) {}

  private static final int IV_OCTETS = 12;
  private static final int TAG_BITS = 128;

  private final Map<Purpose, Key> current;
  private final Map<Purpose, Mac> macs;
  private final SecureRandom random;

  KeyRing(Map<Purpose, Key> current, SecureRandom random) {
    this.current = Map.copyOf(current);
    this.random = random;
    this.macs =
        Map.of(
            Purpose.TOKEN, mac(current, Purpose.TOKEN),
            Purpose.API_KEY, mac(current, Purpose.API_KEY));
  }

  /**
   * HMAC-SHA-256 (RFC 2104) of a message under the current key of this purpose, 32 octets.
   *
   * @throws IllegalArgumentException if the purpose is not one of a MAC
   */
  public byte[] mac(Purpose purpose, Secret message) {
    Mac prototype = macs.get(purpose);
    if (prototype == null) {
      throw new IllegalArgumentException(purpose + " is no MAC key");
    }
    try {
      return ((Mac) prototype.clone()).doFinal(message.revealOctets());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
    }
  }

  /**
   * Seals a secret with AES-256-GCM: key id (4 octets), IV (12), cipher text with its tag (16).
   *
   * @param bound what the secret belongs to; opening it needs the same octets
   */
  public byte[] seal(Secret clear, byte[] bound) {
    Key key = key(Purpose.SEALING);
    byte[] iv = new byte[IV_OCTETS];
    random.nextBytes(iv);
    byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, iv, clear.revealOctets(), bound);
    return ByteBuffer.allocate(Integer.BYTES + iv.length + sealed.length)
        .putInt(key.id)
        .put(iv)
        .put(sealed)
        .array();
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException if the key is not on the ring, or the octets or what they are
   *     bound to were changed
   */
  public Secret open(byte[] sealed, byte[] bound) {
    var buffer = ByteBuffer.wrap(sealed);
    Key key = key(Purpose.SEALING);
    if (sealed.length < Integer.BYTES + IV_OCTETS || buffer.getInt() != key.id) {
      throw new IllegalStateException("sealed under a key that is not on the ring");
    }
    byte[] iv = new byte[IV_OCTETS];
    buffer.get(iv);
    byte[] text = new byte[buffer.remaining()];
    buffer.get(text);
    return Secret.of(gcm(Cipher.DECRYPT_MODE, key, iv, text, bound));
  }

  private Key key(Purpose purpose) {
    Key key = current.get(purpose);
    if (key == null) {
      throw new IllegalStateException("no key for " + purpose);
    }
    return key;
  }

  /** The key's id is authenticated too, so that a record can't be moved under another key. */
  private static byte[] gcm(int mode, Key key, byte[] iv, byte[] text, byte[] bound) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(key.octets.revealOctets(), "AES"),
          new GCMParameterSpec(TAG_BITS, iv));
      cipher.updateAAD(ByteBuffer.allocate(Integer.BYTES).putInt(key.id).array());
      cipher.updateAAD(bound);
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed secret was changed, or belongs elsewhere", e);
    }
  }

  private static Mac mac(Map<Purpose, Key> keys, Purpose purpose) {
    Key key = keys.get(purpose);
    if (key == null) {
      throw new IllegalArgumentException("no key for " + purpose);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.octets.revealOctets(), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
