package dev.jeton.keys;

import com.google.crypto.tink.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The key file of versions before the ring: a line that names the format, then a line a key, in
 * clear: kind, id, Base64. Each kind has one key, with the id 1.
 */
record FormerKeyFile(Path path) {
  private static final String FORMAT = "jeton-keys 1";
  private static final List<KeyKind> KINDS =
      List.of(KeyKind.TOKEN, KeyKind.API_KEY, KeyKind.SEALING);

  boolean exists() {
    return Files.exists(path);
  }

  /** Removes it, if it is there; it is gone from the disk when this returns. */
  void remove() throws IOException {
    new WholeFile(path, "rw-------").delete();
  }

  /** When its keys were made: it was never changed afterwards. */
  Instant made() throws IOException {
    return Files.getLastModifiedTime(path).toInstant();
  }

  /**
   * The key of each kind that it knew.
   *
   * @throws IOException if it has another format, or lacks a key
   */
  Map<KeyKind, Key> read() throws IOException {
    List<String> lines = Files.readAllLines(path);
    if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
      throw new IOException(path + " is no key file that can be taken over: want " + FORMAT);
    }
    var keys = new EnumMap<KeyKind, Key>(KeyKind.class);
    for (String line : lines.subList(1, lines.size())) {
      try {
        String[] part = line.split(" ", 3);
        KeyKind kind = KeyKind.valueOf(part[0]);
        byte[] octets = Base64.getDecoder().decode(part[2]);
        if (!KINDS.contains(kind) || !part[1].equals("1") || octets.length != Making.OCTETS) {
          throw new IllegalArgumentException("no key of that version");
        }
        keys.put(kind, Making.of(kind, octets));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(path + " has a line that is no key", e);
      }
    }
    for (KeyKind kind : KINDS) {
      if (!keys.containsKey(kind)) {
        throw new IOException(path + " has no key for " + kind);
      }
    }
    return keys;
  }
}
