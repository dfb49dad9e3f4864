package dev.jeton.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file, one after the other, in bounded memory. */
final class LineSource implements AutoCloseable {
  private static final int BUFFER = 1 << 17;

  /** More than any line of ours has; what is longer is handed on in parts, each of them no line. */
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int at;
  private int end;
  private long passed;

  LineSource(Path file) throws IOException {
    in = Files.newInputStream(file);
  }

  /** The next line without its end; empty if no whole line follows, for now. */
  Optional<byte[]> next() throws IOException {
    while (true) {
      int start = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      begun.write(buffer, start, at - start);
      if (at < end || begun.size() >= LONGEST) {
        at += at < end ? 1 : 0;
        byte[] line = begun.toByteArray();
        begun.reset();
        passed += line.length + 1;
        return Optional.of(line);
      }
      at = 0;
      end = in.read(buffer);
      if (end <= 0) {
        end = 0;
        return Optional.empty();
      }
    }
  }

  /** How many octets the lines had that were read so far, with their ends. */
  long passed() {
    return passed;
  }

  /** How many octets follow that are no whole line. */
  int unfinished() {
    return begun.size();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
