package dev.jeton.keys;

import com.google.crypto.tink.Key;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Finds or makes the ring of a data folder. What is refused is refused before anything is changed,
 * and a key in clear goes only after the encrypted ring is on disk.
 */
record Opening(KeyFolder folder, KeysConfig config, SecureRandom random, Instant now) {
  private static final Logger LOG = System.getLogger(Opening.class.getName());

  /** A ring, and what its file is encrypted under. */
  record Opened(Ring ring, RootKey root) {}

  /**
   * Opens it.
   *
   * @param needed whether there are data that need the keys of this very ring
   */
  Opened open(boolean needed) throws IOException {
    Optional<Secret> shown = folder.adminSecret();
    Optional<RootKey> root = rootKey();
    Optional<String> text = folder.ring().file().read();
    Opened opened = text.isPresent() ? kept(text.get(), root, shown) : made(needed, root, shown);
    folder.former().remove();
    Secret current = new KeyRing(opened.ring).adminSecret();
    if (!shown.equals(Optional.of(current))) {
      folder.showAdminSecret(current);
    }
    return opened;
  }

  private Opened kept(String text, Optional<RootKey> given, Optional<Secret> shown)
      throws IOException {
    RootKey root = given.orElseThrow(this::noRootKey);
    Ring ring;
    try {
      ring = folder.ring().read(text, root);
    } catch (IOException e) {
      throw config.rootKeyFile().isPresent() ? folder.hinted(text, e) : e;
    }
    Ring next = completed(withAdminSecret(ring, shown));
    if (next != ring) {
      folder.ring().write(next, root);
    }
    return new Opened(next, root);
  }

  private Opened made(boolean needed, Optional<RootKey> given, Optional<Secret> shown)
      throws IOException {
    Ring ring = Ring.empty();
    if (folder.former().exists()) {
      for (Map.Entry<KeyKind, Key> each : folder.former().read().entrySet()) {
        ring = ring.with(each.getKey(), each.getValue(), folder.former().made());
      }
      LOG.log(Level.INFO, "the keys in {0} move into the key ring", folder.former().path());
    } else if (needed) {
      throw new IOException(
          "the key ring "
              + folder.ring().file().path()
              + " is missing, and what is in the store needs its keys: put a copy of it back");
    }
    Ring whole = completed(withAdminSecret(ring, shown));
    RootKey root = given.isPresent() ? given.get() : folder.makeRootKey(random);
    folder.ring().write(whole, root);
    return new Opened(whole, root);
  }

  private Optional<RootKey> rootKey() throws IOException {
    return config.rootKeyFile().isPresent()
        ? Optional.of(KeyFolder.rootKey(config.rootKeyFile().get()))
        : folder.rootKey();
  }

  private IOException noRootKey() {
    return new IOException(
        "the key ring "
            + folder.ring().file().path()
            + " is encrypted, and there is no root key: name its file by keys.root-key-file, or put "
            + folder.rootKeyPath()
            + " back");
  }

  /**
   * The ring with the admin secret that clients are shown. Whoever replaced or removed that file
   * meant the former secret to hold no longer.
   */
  private Ring withAdminSecret(Ring ring, Optional<Secret> shown) {
    if (ring.live(KeyKind.ADMIN).isEmpty()) {
      return shown.isPresent() ? ring.with(KeyKind.ADMIN, admin(shown.get()), now) : ring;
    }
    if (shown.filter(s -> holds(ring, s)).isPresent()) {
      return ring;
    }
    LOG.log(
        Level.INFO, "the admin secret''s file was changed or removed: the former holds no more");
    Key next = shown.isPresent() ? admin(shown.get()) : Making.random(KeyKind.ADMIN, random);
    Ring replaced = ring.with(KeyKind.ADMIN, next, now);
    for (LiveKey former : ring.live(KeyKind.ADMIN)) {
      replaced = replaced.destroyed(KeyKind.ADMIN, former.id(), now);
    }
    return replaced;
  }

  private static boolean holds(Ring ring, Secret secret) {
    return ring.live(KeyKind.ADMIN).stream()
        .anyMatch(
            key -> key instanceof LiveKey.OfMac mac && Making.secret(mac.key()).equals(secret));
  }

  private Ring completed(Ring ring) {
    Ring whole = ring;
    for (KeyKind kind : KeyKind.values()) {
      if (whole.live(kind).isEmpty() && !kind.isPublished()) {
        whole = whole.with(kind, Making.random(kind, random), now);
      }
    }
    SigningAlgorithm signing = config.signing();
    if (whole.live(signing.kind()).isEmpty()) {
      whole =
          whole.withPairs(
              signing.kind(),
              SigningPair.random(signing, random),
              SigningPair.random(signing, random),
              now);
    }
    return whole;
  }

  private static Key admin(Secret secret) {
    return Making.of(KeyKind.ADMIN, secret.revealOctets());
  }
}
