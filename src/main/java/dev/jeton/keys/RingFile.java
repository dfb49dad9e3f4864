package dev.jeton.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The file that keeps the ring: lines in clear that say which root key it is encrypted under and
 * what is known of each key, and for each kind an encrypted keyset. The clear lines are bound to
 * every keyset, so that neither they nor a keyset can be changed or come from another ring.
 */
final class RingFile {
  private static final String FORMAT = "jeton-keyring 1";
  private static final String ROOT = "root ";
  private static final String KEYSET = "keyset ";

  private final WholeFile file;

  RingFile(Path path) {
    this.file = new WholeFile(path, "rw-------");
  }

  /**
   * Reads the ring.
   *
   * @throws IOException if the root key is another one or the file is damaged, in plain words
   */
  Ring read(String text, RootKey root) throws IOException {
    List<String> lines = text.lines().toList();
    if (lines.size() < 2 || !lines.get(0).equals(FORMAT) || !lines.get(1).startsWith(ROOT)) {
      throw new IOException(
          file.path() + " is damaged, or of another version of Jeton: want " + FORMAT);
    }
    String wanted = lines.get(1).substring(ROOT.length());
    if (!wanted.equals(root.id())) {
      throw new IOException(
          "%s is encrypted under the root key %s, and the one that is given is %s"
              .formatted(file.path(), wanted, root.id()));
    }
    try {
      List<String> head = lines.stream().takeWhile(line -> !line.startsWith(KEYSET)).toList();
      var facts = new ArrayList<KeyFacts>();
      for (String line : head.subList(2, head.size())) {
        facts.add(FactLine.read(line));
      }
      var keys = new EnumMap<KeyKind, Map<Integer, LiveKey>>(KeyKind.class);
      for (String line : lines.subList(head.size(), lines.size())) {
        String[] part = line.split(" ", 3);
        KeyKind kind = KeyKind.valueOf(part[1]);
        keys.put(
            kind, Keyset.decrypted(kind, facts, octets(part[2]), root.aead(), bound(head, kind)));
      }
      if (keys.isEmpty()) { // cut off behind its head, where no keyset vouches for anything
        throw new GeneralSecurityException("no keyset");
      }
      return Ring.of(facts, keys);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IOException(
          file.path() + " is damaged: put a copy of it back; nothing was changed", e);
    }
  }

  /** Writes the ring; it is on disk when this returns. */
  void write(Ring ring, RootKey root) throws IOException {
    var head = new ArrayList<String>();
    head.add(FORMAT);
    head.add(ROOT + root.id());
    for (KeyFacts facts : ring.facts()) {
      head.add(FactLine.write(facts));
    }
    var lines = new ArrayList<>(head);
    try {
      for (KeyKind kind : KeyKind.values()) {
        List<LiveKey> keys = ring.live(kind);
        if (!keys.isEmpty()) {
          byte[] keyset = Keyset.encrypted(kind, keys, root.aead(), bound(head, kind));
          lines.add(KEYSET + kind + " " + Base64.getEncoder().encodeToString(keyset));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a ring can always be encrypted", e);
    }
    file.write(String.join("\n", lines) + "\n");
  }

  /** Whether it says that this is its root key. */
  boolean isUnder(String text, RootKey root) {
    return text.startsWith(FORMAT + "\n" + ROOT + root.id() + "\n");
  }

  WholeFile file() {
    return file;
  }

  /** As it is written, and not in another spelling of Base64. */
  private static byte[] octets(String base64) {
    byte[] octets = Base64.getDecoder().decode(base64);
    if (!Base64.getEncoder().encodeToString(octets).equals(base64)) {
      throw new IllegalArgumentException("no keyset");
    }
    return octets;
  }

  private static byte[] bound(List<String> head, KeyKind kind) {
    return (String.join("\n", head) + "\n" + KEYSET + kind).getBytes(StandardCharsets.UTF_8);
  }
}
