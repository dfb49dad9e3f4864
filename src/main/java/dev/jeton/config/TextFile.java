package dev.jeton.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small text file: UTF-8, with or without a byte order mark. */
final class TextFile {
  private static final int MAXIMUM_OCTETS = 1 << 20;

  private TextFile() {}

  /**
   * The whole text.
   *
   * @throws IllegalArgumentException if it can't be read, is not UTF-8 or is larger than 1 MiB
   */
  static String read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MAXIMUM_OCTETS + 1);
      if (octets.length > MAXIMUM_OCTETS) {
        throw new IllegalArgumentException("is larger than 1 MiB");
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("is not UTF-8", malformed);
    } catch (NoSuchFileException absent) {
      throw new IllegalArgumentException("there is no such file", absent);
    } catch (AccessDeniedException denied) {
      throw new IllegalArgumentException("may not be read by this user", denied);
    } catch (IOException failed) {
      throw new IllegalArgumentException("cannot be read: " + failed.getMessage(), failed);
    }
  }
}
