package dev.jeton.keys;

import dev.jeton.keys.KeyRing.Purpose;
import dev.jeton.secret.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The file that keeps the key ring: a first line that names the format, then a line a key: purpose,
 * id, Base64. Its mode is 0600.
 */
public final class KeyFile {
  private static final String FORMAT = "jeton-keys 1";
  private static final int KEY_OCTETS = 32;

  private KeyFile() {}

  /**
   * Reads the ring, or makes a new one if there is no such file; it is on disk when this returns.
   *
   * @throws IOException if the file can't be read or made, has another format, or lacks a key
   */
  public static KeyRing open(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      create(file, random);
    }
    return new KeyRing(read(file), random);
  }

  private static Map<Purpose, KeyRing.Key> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.getFirst().equals(FORMAT)) {
      throw new IOException(file + " is not a key file that this version reads: want " + FORMAT);
    }
    var keys = new EnumMap<Purpose, KeyRing.Key>(Purpose.class);
    for (String line : lines.subList(1, lines.size())) {
      try {
        String[] part = line.split(" ", 3);
        Purpose purpose = Purpose.valueOf(part[0]);
        Secret octets = Secret.of(Base64.getDecoder().decode(part[2]));
        keys.put(purpose, new KeyRing.Key(purpose, Integer.parseInt(part[1]), octets));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new IOException(file + " has a line that is no key", e);
      }
    }
    for (Purpose purpose : Purpose.values()) {
      if (!keys.containsKey(purpose)) {
        throw new IOException(file + " has no key for " + purpose);
      }
    }
    return keys;
  }

  /** Written beside and moved into place, so that a crash leaves either no file or a whole one. */
  private static void create(Path file, SecureRandom random) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(FORMAT);
    for (Purpose purpose : Purpose.values()) {
      byte[] octets = new byte[KEY_OCTETS];
      random.nextBytes(octets);
      lines.add(purpose + " 1 " + Base64.getEncoder().encodeToString(octets));
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(beside, lines);
    try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
