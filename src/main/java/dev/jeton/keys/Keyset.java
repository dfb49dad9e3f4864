package dev.jeton.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AesGcmKeyManager;
import com.google.crypto.tink.mac.HmacKeyManager;
import com.google.crypto.tink.signature.Ed25519PrivateKeyManager;
import com.google.crypto.tink.subtle.Ed25519Sign;
import dev.jeton.secret.Secret;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The keys of one kind, encrypted: a Tink keyset, or of a published kind for each key its id, a
 * length and its private half (PKCS #8), which Tink would check at length at each start and has no
 * part in.
 */
final class Keyset {
  // These types alone: to bring up all of Tink takes longer than all else here.
  static {
    try {
      AesGcmKeyManager.register(true);
      HmacKeyManager.register(true);
      Ed25519PrivateKeyManager.registerPair(true);
    } catch (GeneralSecurityException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Keyset() {}

  /** Computes the tables that Ed25519 needs, too. */
  static void prepare() {
    try {
      var _ = Ed25519Sign.KeyPair.newKeyPairFromSeed(new byte[Ed25519Sign.SECRET_KEY_LEN]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key can be made of any seed", e);
    }
  }

  /**
   * Encrypts keys.
   *
   * @param keys the current one first
   * @param bound what has to be the same for decrypting them
   */
  static byte[] encrypted(KeyKind kind, List<LiveKey> keys, Aead aead, byte[] bound)
      throws GeneralSecurityException {
    if (kind.isPublished()) {
      return aead.encrypt(pairs(keys), bound);
    }
    var keyset = KeysetHandle.newBuilder();
    for (LiveKey key : keys) {
      if (key instanceof LiveKey.OfTink tink) {
        var entry = KeysetHandle.importKey(tink.key()).withFixedId(tink.id());
        keyset.addEntry(key.equals(keys.getFirst()) ? entry.makePrimary() : entry);
      }
    }
    return TinkProtoKeysetFormat.serializeEncryptedKeyset(
        keyset.build(), aead, bound, RegistryConfiguration.get());
  }

  /**
   * Decrypts keys.
   *
   * @param facts of the same keys, at least
   * @throws GeneralSecurityException if they were changed, or belong elsewhere
   */
  static Map<Integer, LiveKey> decrypted(
      KeyKind kind, List<KeyFacts> facts, byte[] keyset, Aead aead, byte[] bound)
      throws GeneralSecurityException {
    var keys = new HashMap<Integer, LiveKey>();
    if (kind.isPublished()) {
      Map<Integer, Secret> privates = privates(aead.decrypt(keyset, bound));
      for (KeyFacts each : facts) {
        Secret pkcs8 = privates.get(each.id());
        if (each.kind() == kind && pkcs8 != null && each.verifying().isPresent()) {
          var pair = new SigningPair(each.verifying().get(), pkcs8);
          keys.put(each.id(), new LiveKey.OfTokens(each.id(), pair));
        }
      }
      return keys;
    }
    KeysetHandle handle =
        TinkProtoKeysetFormat.parseEncryptedKeyset(
            keyset, aead, bound, RegistryConfiguration.get());
    for (int i = 0; i < handle.size(); i++) {
      var entry = handle.getAt(i);
      keys.put(entry.getId(), LiveKey.of(entry.getId(), entry.getKey()));
    }
    return keys;
  }

  private static byte[] pairs(List<LiveKey> keys) {
    var parts = new ArrayList<byte[]>();
    for (LiveKey key : keys) {
      if (key instanceof LiveKey.OfTokens(int id, SigningPair pair)) {
        byte[] octets = pair.pkcs8().revealOctets();
        parts.add(
            ByteBuffer.allocate(2 * Integer.BYTES + octets.length)
                .putInt(id)
                .putInt(octets.length)
                .put(octets)
                .array());
      }
    }
    var all = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(all::put);
    return all.array();
  }

  private static Map<Integer, Secret> privates(byte[] octets) throws GeneralSecurityException {
    var privates = new HashMap<Integer, Secret>();
    var buffer = ByteBuffer.wrap(octets);
    try {
      while (buffer.hasRemaining()) {
        int id = buffer.getInt();
        byte[] pkcs8 = new byte[Math.clamp(buffer.getInt(), 0, buffer.remaining())];
        buffer.get(pkcs8);
        privates.put(id, Secret.of(pkcs8));
      }
    } catch (BufferUnderflowException e) {
      throw new GeneralSecurityException("a keyset is cut off", e);
    }
    return privates;
  }
}
