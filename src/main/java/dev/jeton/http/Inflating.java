package dev.jeton.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Undoes the content coding of a request's body within the limit. Vert.x's own decoder makes an
 * empty body of a corrupt one.
 */
final class Inflating {
  private Inflating() {}

  /** What became of a body. */
  sealed interface Inflated {
    record Body(byte[] octets) implements Inflated {}

    record Refused(Problem problem) implements Inflated {}
  }

  static boolean knows(Optional<String> coding) {
    return coding.isEmpty()
        || switch (coding.get().toLowerCase(Locale.ROOT)) {
          case "", "identity", "gzip", "x-gzip", "deflate" -> true;
          default -> false;
        };
  }

  /** A body without octets has nothing to undo. */
  static Inflated undo(Optional<String> coding, byte[] body, int largest) {
    if (coding.isEmpty() || body.length == 0) {
      return new Inflated.Body(body);
    }
    return switch (coding.get().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> read(GZIPInputStream::new, body, largest);
      case "deflate" -> read(InflaterInputStream::new, body, largest);
      default -> new Inflated.Body(body);
    };
  }

  /**
   * The beginning of a body whose rest may be still to come: as much of it as can be told.
   *
   * @param most octets
   */
  static byte[] beginning(Optional<String> coding, byte[] begun, int most) {
    if (coding.isEmpty() || begun.length == 0) {
      return begun;
    }
    return switch (coding.get().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> begun;
      case "gzip", "x-gzip" -> begin(GZIPInputStream::new, begun, most);
      case "deflate" -> begin(InflaterInputStream::new, begun, most);
      default -> new byte[0];
    };
  }

  private static byte[] begin(Opening opening, byte[] begun, int most) {
    var out = new ByteArrayOutputStream(Math.min(most, begun.length * 2));
    try (InputStream in = opening.open(new ByteArrayInputStream(begun))) {
      byte[] part = new byte[4096];
      for (int n = in.read(part); n >= 0 && out.size() < most; n = in.read(part)) {
        out.write(part, 0, Math.min(n, most - out.size()));
      }
    } catch (IOException _) {
      // what came before is the beginning
    }
    return out.toByteArray();
  }

  private interface Opening {
    InputStream open(InputStream in) throws IOException;
  }

  private static Inflated read(Opening opening, byte[] body, int largest) {
    var rest = new ByteArrayInputStream(body);
    try (InputStream in = opening.open(rest)) {
      var out = new ByteArrayOutputStream(body.length * 2);
      byte[] part = new byte[8192];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        if (out.size() + n > largest) {
          return new Inflated.Refused(Problem.LARGE_BODY);
        }
        out.write(part, 0, n);
      }
      return new Inflated.Body(out.toByteArray());
    } catch (IOException _) {
      return new Inflated.Refused(Problem.BAD_BODY);
    }
  }
}
