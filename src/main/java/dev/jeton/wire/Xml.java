package dev.jeton.wire;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML 1.0 from strangers: no document type, so no entities beyond the five, and bounds on all
 * that can be nested, repeated or long. The size of the whole is bounded by whoever read it from
 * the network.
 */
public final class Xml {
  private static final int DEPTH = 32;
  private static final int ELEMENTS = 1_000;
  private static final int ATTRIBUTES = 64;
  private static final int VALUE_LENGTH = 8_192;

  private static final XMLInputFactory FACTORY = hardened();

  private Xml() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /** It is well-formed and within the bounds. */
  public record Document(XmlElement root) implements Reading {}

  /** It is not. */
  public record Broken(Reason reason) implements Reading {}

  /** Why a document is not read. */
  public enum Reason {
    /** Its charset is unknown, or an octet does not exist in it. */
    CHARSET,
    /** It has a document type declaration. */
    DOCTYPE,
    /** It is not well-formed, or beyond a bound. */
    MALFORMED
  }

  /**
   * Reads a document; it never throws, whatever the octets.
   *
   * @param charsetFromContentType goes before the document's own declaration, but not before its
   *     byte order mark
   */
  public static Reading read(byte[] body, Optional<String> charsetFromContentType) {
    Optional<String> text = XmlText.decode(body, charsetFromContentType);
    if (text.isEmpty()) {
      return new Broken(Reason.CHARSET);
    }
    try {
      return read(reader(text.get()));
    } catch (XMLStreamException | RuntimeException e) {
      // Unchecked where Woodstox parses lazily: it has not read a document, whatever it throws.
      return new Broken(Reason.MALFORMED);
    }
  }

  /**
   * Begins to read.
   *
   * @throws XMLStreamException if this is no XML 1.0
   */
  static XMLStreamReader reader(String text) throws XMLStreamException {
    // Woodstox lets these two pass, though XML 1.0 has no such characters (section 2.2).
    if (text.indexOf('\uFFFE') >= 0 || text.indexOf('\uFFFF') >= 0) {
      throw new XMLStreamException("a character that there is not");
    }
    XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(text));
    if ("1.1".equals(reader.getVersion())) { // it would allow control characters
      throw new XMLStreamException("XML 1.1");
    }
    return reader;
  }

  private static Reading read(XMLStreamReader reader) throws XMLStreamException {
    var tree = new XmlTree();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> tree.open(reader);
        case XMLStreamConstants.END_ELEMENT -> tree.close();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            tree.text(reader);
        case XMLStreamConstants.DTD -> {
          return new Broken(Reason.DOCTYPE);
        }
        case XMLStreamConstants.COMMENT,
            XMLStreamConstants.PROCESSING_INSTRUCTION,
            XMLStreamConstants.END_DOCUMENT -> {}
        default -> throw new XMLStreamException("an event that a document without entities lacks");
      }
    }
    return new Document(tree.root());
  }

  private static XMLInputFactory hardened() {
    var factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEPTH);
    factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, ELEMENTS);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, ATTRIBUTES);
    factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, VALUE_LENGTH);
    return factory;
  }
}
