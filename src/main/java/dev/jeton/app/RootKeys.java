package dev.jeton.app;

import dev.jeton.keys.RootKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** Makes root keys for key rings. */
public final class RootKeys {
  private RootKeys() {}

  /** A new one as it is written down: 64 hex digits. */
  public static String random() {
    return RootKey.random(new SecureRandom()).text().revealText();
  }

  /**
   * Puts a new one into a new file of mode 0600; it is on disk when this returns.
   *
   * @return by what people may know it
   * @throws FileAlreadyExistsException if there is such a file: a root key that is overwritten is
   *     lost
   */
  public static String create(Path file) throws IOException {
    RootKey key = RootKey.random(new SecureRandom());
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(file, options, mode)) {
      byte[] line = (key.text().revealText() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(line));
      channel.force(true);
    }
    return key.id();
  }
}
