package dev.jeton.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * A folder of public keys, each in a file {@code ID.pem}. The one beside the trail is for
 * convenience: who can change the trail can change it too.
 */
public final class PublicKeys {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----\n";
  private static final String END = "\n-----END PUBLIC KEY-----\n";
  private static final String SUFFIX = ".pem";

  private PublicKeys() {}

  /**
   * Reads all keys of a folder, by their ids; none if there is no such folder.
   *
   * @throws IOException if a file can't be read, or is no Ed25519 key
   */
  public static Map<String, PublicKey> read(Path folder) throws IOException {
    var keys = new TreeMap<String, PublicKey>();
    if (!Files.isDirectory(folder)) {
      return keys;
    }
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        keys.put(name.substring(0, name.length() - SUFFIX.length()), key(file));
      }
    }
    return keys;
  }

  private static PublicKey key(Path file) throws IOException {
    String text = Files.readString(file);
    try {
      if (!text.startsWith(BEGIN) || !text.endsWith(END)) {
        throw new IOException(file + " holds no public key in PEM");
      }
      String base64 = text.substring(BEGIN.length(), text.length() - END.length());
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " holds no Ed25519 key", e);
    }
  }

  /** Writes those that are not there yet. */
  static void write(Path folder, Map<String, byte[]> keys) throws IOException {
    Files.createDirectories(folder);
    for (var key : keys.entrySet()) {
      Path file = folder.resolve(key.getKey() + SUFFIX);
      String text = BEGIN + Base64.getEncoder().encodeToString(key.getValue()) + END;
      if (!Files.exists(file) || !Files.readString(file).equals(text)) {
        Path beside = folder.resolve(key.getKey() + ".new");
        Files.writeString(beside, text, StandardCharsets.US_ASCII);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
