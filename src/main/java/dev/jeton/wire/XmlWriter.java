package dev.jeton.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes XML element by element: what is opened gets closed by name, and whatever text is given,
 * the document stays well-formed. Element and attribute names are the dialect's own and are not
 * looked at.
 */
public final class XmlWriter {
  private final StringBuilder out = new StringBuilder(512);
  private final List<String> open = new ArrayList<>();

  /**
   * Opens an element.
   *
   * @param attributes names and values in turn, namespace declarations among them
   */
  public XmlWriter open(String name, String... attributes) {
    start(name, attributes);
    out.append('>');
    open.add(name);
    return this;
  }

  /** Closes the element that was opened last. */
  public XmlWriter close() {
    out.append("</").append(open.removeLast()).append('>');
    return this;
  }

  /** An element without content. */
  public XmlWriter empty(String name, String... attributes) {
    start(name, attributes);
    out.append("/>");
    return this;
  }

  /** An element that holds text alone. */
  public XmlWriter element(String name, String text, String... attributes) {
    return open(name, attributes).text(text).close();
  }

  public XmlWriter text(String text) {
    escape(text, false, out);
    return this;
  }

  /** All that was written, with whatever is still open closed. */
  public String document() {
    while (!open.isEmpty()) {
      close();
    }
    return out.toString();
  }

  /** A text as it stands in an attribute's value between double quotes, or in an element. */
  public static String escaped(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    escape(text, true, escaped);
    return escaped.toString();
  }

  private void start(String name, String... attributes) {
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], true, out);
      out.append('"');
    }
  }

  /**
   * What XML 1.0 cannot hold (section 2.2) becomes U+FFFD; what a reader would normalise becomes a
   * reference.
   */
  private static void escape(String text, boolean attribute, StringBuilder out) {
    int plain = 0;
    while (plain < text.length() && isPlain(text.charAt(plain))) {
      plain++;
    }
    out.append(text, 0, plain);
    if (plain == text.length()) {
      return;
    }
    text.substring(plain)
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.appendCodePoint(exists(c) ? c : 0xFFFD);
              }
            });
  }

  /** Whether it is written as it is, wherever it stands. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c < Character.MIN_SURROGATE && c != '&' && c != '<' && c != '>' && c != '"';
  }

  private static boolean exists(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
