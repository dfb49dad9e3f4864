package dev.jeton.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Percent-encoded text (RFC 3986, section 2.1) as octets, or as text in whatever charset a dialect
 * names; and the pairs of a query or form. Nothing is guessed: what can't be decoded is empty,
 * never U+FFFD.
 */
public final class PercentEncoding {

  /**
   * What {@code +} stands for: a blank in HTML forms and the queries they send, itself elsewhere.
   */
  public enum Plus {
    BLANK,
    ITSELF
  }

  /**
   * A name and a value, both still encoded; it does not print itself, since the value may be a
   * password.
   */
  public record Pair(String name, String value) {
    @Override
    public String toString() {
      return "Pair[hidden]";
    }
  }

  private static final int RADIX = 16;
  private static final int OCTET = 0xFF;
  private static final int ASCII = 0x7F;

  private PercentEncoding() {}

  /**
   * The octets that this text stands for.
   *
   * @param text undecoded: each char is one octet of the wire
   * @return empty if a {@code %} lacks its two hex digits, or a char is no octet
   */
  public static Optional<byte[]> octets(String text, Plus plus) {
    var octets = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int high = digit(text, i + 1);
        int low = digit(text, i + 2);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        octets.write(high * RADIX + low);
        i += 2;
      } else if (c > OCTET) {
        return Optional.empty();
      } else {
        octets.write(c == '+' && plus == Plus.BLANK ? ' ' : c);
      }
    }
    return Optional.of(octets.toByteArray());
  }

  /**
   * The text that this stands for; empty where {@link #octets} is, and if the octets are no text in
   * this charset.
   */
  public static Optional<String> text(String text, Charset charset, Plus plus) {
    if (charset.equals(StandardCharsets.UTF_8) && standsForItself(text, plus)) {
      return Optional.of(text);
    }
    return octets(text, plus).flatMap(octets -> decoded(octets, charset));
  }

  /**
   * The pairs of a query or form, in order, each still encoded. They are split on {@code &} alone;
   * a piece without {@code =} is a name with an empty value; empty pieces are left out. A name that
   * is given twice is there twice.
   *
   * @param query undecoded: each char is one octet of the wire; of a body, its octets as ISO 8859-1
   */
  public static List<Pair> pairs(String query) {
    var pairs = new ArrayList<Pair>();
    int start = 0;
    while (start <= query.length()) {
      int next = query.indexOf('&', start);
      int end = next < 0 ? query.length() : next;
      if (end > start) {
        String piece = query.substring(start, end);
        int equals = piece.indexOf('=');
        pairs.add(
            equals < 0
                ? new Pair(piece, "")
                : new Pair(piece.substring(0, equals), piece.substring(equals + 1)));
      }
      start = end + 1;
    }
    return List.copyOf(pairs);
  }

  /** Most values of forms do, and those that are read most often. */
  private static boolean standsForItself(String text, Plus plus) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' || c > ASCII || c == '+' && plus == Plus.BLANK) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> decoded(byte[] octets, Charset charset) {
    try {
      // A new decoder reports what it can't decode.
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The hex digit at this index, in ASCII alone; -1 if there is none. */
  private static int digit(String text, int index) {
    char c = index < text.length() ? text.charAt(index) : 0;
    return c <= 'f' ? Character.digit(c, RADIX) : -1;
  }
}
