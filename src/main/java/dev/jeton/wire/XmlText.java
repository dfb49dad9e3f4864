package dev.jeton.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the octets of an XML document into text: a byte order mark decides, then the Content-Type's
 * charset, then what the document says of itself (RFC 7303, section 3; XML 1.0, appendix F).
 */
final class XmlText {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");

  /** How far into a document its declaration is looked for, in octets. */
  private static final int DECLARATION_REACH = 200;

  private XmlText() {}

  /**
   * The document without its byte order mark; empty if the charset is not one of ours or an octet
   * is wrong in it.
   */
  static Optional<String> decode(byte[] octets, Optional<String> charsetFromContentType) {
    return decode(octets, charsetFromContentType, true);
  }

  /** The same of octets behind which there may be more, and which may end within a character. */
  static Optional<String> decodeBeginning(byte[] octets, Optional<String> charsetFromContentType) {
    return decode(octets, charsetFromContentType, false);
  }

  private static Optional<String> decode(
      byte[] octets, Optional<String> charsetFromContentType, boolean whole) {
    if (startsWith(octets, 0xEF, 0xBB, 0xBF)) {
      return decode(octets, 3, StandardCharsets.UTF_8, whole);
    }
    if (startsWith(octets, 0xFE, 0xFF)) {
      return decode(octets, 2, StandardCharsets.UTF_16BE, whole);
    }
    if (startsWith(octets, 0xFF, 0xFE)) {
      return decode(octets, 2, StandardCharsets.UTF_16LE, whole);
    }
    return charsetFromContentType
        .or(() -> declared(octets))
        .map(name -> charset(name, octets))
        .orElse(Optional.of(looksLike16(octets) ? order(octets) : StandardCharsets.UTF_8))
        .flatMap(charset -> decode(octets, 0, charset, whole));
  }

  private static Optional<String> declared(byte[] octets) {
    int reach = Math.min(octets.length, DECLARATION_REACH);
    Matcher matcher = DECLARED.matcher(new String(octets, 0, reach, StandardCharsets.ISO_8859_1));
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /**
   * Only charsets that keep ASCII in its place or are UTF-16: with others a filter may read another
   * document than we do.
   */
  private static Optional<Charset> charset(String name, byte[] octets) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.equals("UTF-16")) {
      return Optional.of(order(octets));
    }
    try {
      Charset charset = Charset.forName(upper);
      String canonical = charset.name();
      boolean known =
          canonical.equals("UTF-8")
              || canonical.equals("US-ASCII")
              || canonical.startsWith("UTF-16")
              || canonical.startsWith("ISO-8859-")
              || canonical.startsWith("windows-125");
      return known ? Optional.of(charset) : Optional.empty();
    } catch (IllegalArgumentException e) { // no such charset, or no charset's name at all
      return Optional.empty();
    }
  }

  private static boolean looksLike16(byte[] octets) {
    return startsWith(octets, 0x00, '<') || startsWith(octets, '<', 0x00);
  }

  private static Charset order(byte[] octets) {
    return startsWith(octets, '<', 0x00) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  private static boolean startsWith(byte[] octets, int... wanted) {
    if (octets.length < wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (octets[i] != (byte) wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> decode(byte[] octets, int from, Charset charset, boolean whole) {
    var rest = ByteBuffer.wrap(octets, from, octets.length - from);
    CharsetDecoder decoder = charset.newDecoder(); // reports what it can't map
    var text = CharBuffer.allocate((int) Math.ceil(rest.remaining() * decoder.maxCharsPerByte()));
    if (decoder.decode(rest, text, whole).isError() || whole && decoder.flush(text).isError()) {
      return Optional.empty();
    }
    return Optional.of(text.flip().toString());
  }
}
