package dev.jeton.keys;

import com.google.crypto.tink.subtle.Ed25519Sign;
import dev.jeton.secret.Secret;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is computed under the server's keys. Safe for any number of threads: the keys are one
 * immutable value, which {@link KeyCustody} exchanges as a whole.
 */
public final class KeyRing {
  private final AtomicLong changes = new AtomicLong();
  private volatile Ring ring;

  /** Made once for each key; those that sign no more go with the next change. */
  private final Map<KeyName, SigningKey> signers = new ConcurrentHashMap<>();

  KeyRing(Ring ring) {
    this.ring = ring;
  }

  Ring ring() {
    return ring;
  }

  void publish(Ring next) {
    ring = next;
    changes.incrementAndGet();
    signers.keySet().removeIf(name -> next.find(name.kind(), name.id()).isEmpty());
  }

  /**
   * HMAC-SHA-256 of a message under the current key of this kind.
   *
   * @throws IllegalArgumentException if the kind is not one of a MAC
   */
  public KeyedMac mac(KeyKind kind, Secret message) {
    LiveKey.OfMac key = ofMac(ring.current(kind));
    return new KeyedMac(key.id(), compute(key, message));
  }

  /** The same under the key with this id; empty if it is destroyed. */
  public Optional<KeyedMac> mac(KeyKind kind, int id, Secret message) {
    return ring.find(kind, id).map(key -> new KeyedMac(id, compute(ofMac(key), message)));
  }

  /** The id of the key that is current. */
  public int current(KeyKind kind) {
    return ring.current(kind).id();
  }

  /**
   * The ids of former keys that still compute something, the newest first; mostly there are none.
   */
  public List<Integer> former(KeyKind kind) {
    List<LiveKey> live = ring.live(kind);
    return live.size() <= 1 || kind.isPublished()
        ? List.of()
        : live.subList(1, live.size()).stream().map(LiveKey::id).toList();
  }

  /**
   * Seals a secret with AES-256-GCM: key id (4 octets), IV (12), cipher text with its tag (16).
   *
   * @param bound what the secret belongs to; opening it needs the same octets
   */
  public byte[] seal(Secret clear, byte[] bound) {
    LiveKey.OfSealing key = ofSealing(ring.current(KeyKind.SEALING));
    try {
      byte[] sealed = key.aead().encrypt(clear.revealOctets(), bound(key.id(), bound));
      return ByteBuffer.allocate(Integer.BYTES + sealed.length)
          .putInt(key.id())
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every secret can be sealed", e);
    }
  }

  /**
   * Opens what {@link #seal} made, under whichever key.
   *
   * @throws IllegalStateException if the key is not on the ring, or the octets or what they are
   *     bound to were changed
   */
  public Secret open(byte[] sealed, byte[] bound) {
    int id = sealedUnder(sealed);
    LiveKey.OfSealing key =
        ring.find(KeyKind.SEALING, id)
            .map(KeyRing::ofSealing)
            .orElseThrow(
                () -> new IllegalStateException("sealed under a key that is not on the ring"));
    byte[] text = new byte[sealed.length - Integer.BYTES];
    ByteBuffer.wrap(sealed, Integer.BYTES, text.length).get(text);
    try {
      return Secret.of(key.aead().decrypt(text, bound(id, bound)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a sealed secret was changed, or belongs elsewhere", e);
    }
  }

  /** The id of the key that a secret was sealed under. */
  public static int sealedUnder(byte[] sealed) {
    if (sealed.length < Integer.BYTES) {
      throw new IllegalStateException("a sealed secret is cut off");
    }
    return ByteBuffer.wrap(sealed).getInt();
  }

  /**
   * Whether this is the admin secret, or was until a short while ago.
   *
   * @param grace for how long a former one holds
   */
  public boolean isAdminSecret(Secret offered, Instant now, Duration grace) {
    Ring seen = ring;
    boolean is = false;
    for (LiveKey key : seen.live(KeyKind.ADMIN)) {
      Optional<Instant> retired = seen.facts(KeyKind.ADMIN, key.id()).flatMap(KeyFacts::retired);
      boolean holds = retired.map(at -> now.isBefore(at.plus(grace))).orElse(true);
      is |= Making.secret(ofMac(key).key()).equals(offered) && holds;
    }
    return is;
  }

  /** The admin secret. */
  public Secret adminSecret() {
    return Making.secret(ofMac(ring.current(KeyKind.ADMIN)).key());
  }

  /**
   * What signs JSON Web Tokens from now on; empty for a moment in the life of a new ring, until the
   * keys of all algorithms are made.
   */
  public Optional<SigningKey> signing(SigningAlgorithm algorithm) {
    List<LiveKey> live = ring.live(algorithm.kind());
    return live.isEmpty() ? Optional.empty() : Optional.of(signer(algorithm, live.getFirst()));
  }

  private SigningKey signer(SigningAlgorithm algorithm, LiveKey key) {
    if (!(key instanceof LiveKey.OfTokens(int id, SigningPair pair))) {
      throw new IllegalStateException("no key of " + algorithm);
    }
    return signers.computeIfAbsent(
        new KeyName(algorithm.kind(), id), name -> SigningKey.of(name, pair));
  }

  /** Signs with the current key of this kind, which is that of the trail. */
  public Signature sign(KeyKind kind, byte[] message) {
    if (!(ring.current(kind) instanceof LiveKey.OfTrail(int id, var key))) {
      throw new IllegalArgumentException(kind + " has no keys that sign the trail");
    }
    try {
      return new Signature(id, Ed25519Sign.create(key).sign(message));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("everything can be signed", e);
    }
  }

  /** Whether a key of this kind, current or not, signed these very octets. */
  public boolean verify(KeyKind kind, Signature signature, byte[] message) {
    return verifying(kind, signature.key())
        .filter(key -> key.verifies(message, signature.octets()))
        .isPresent();
  }

  /** The public half of a key, also of one whose other half is destroyed. */
  public Optional<VerifyingKey> verifying(KeyKind kind, int id) {
    return ring.facts(kind, id).flatMap(KeyFacts::verifying);
  }

  /** How often the keys were changed: what was made of them before is out of date when this is. */
  public long changes() {
    return changes.get();
  }

  /** What is known of one key, if there ever was it. */
  public Optional<KeyFacts> facts(KeyName name) {
    return ring.facts(name.kind(), name.id());
  }

  /** What is known of every key that there ever was, in the order of their making. */
  public List<KeyFacts> facts() {
    return ring.facts();
  }

  private static byte[] compute(LiveKey.OfMac key, Secret message) {
    try {
      return key.mac().computeMac(message.revealOctets());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every message has a MAC", e);
    }
  }

  /** The key's id is authenticated too, so that a record can't be moved under another key. */
  private static byte[] bound(int id, byte[] bound) {
    return ByteBuffer.allocate(Integer.BYTES + bound.length).putInt(id).put(bound).array();
  }

  private static LiveKey.OfMac ofMac(LiveKey key) {
    if (!(key instanceof LiveKey.OfMac mac)) {
      throw new IllegalArgumentException("no MAC key");
    }
    return mac;
  }

  private static LiveKey.OfSealing ofSealing(LiveKey key) {
    if (!(key instanceof LiveKey.OfSealing sealing)) {
      throw new IllegalArgumentException("no sealing key");
    }
    return sealing;
  }
}
