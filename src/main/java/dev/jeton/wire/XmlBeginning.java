package dev.jeton.wire;

import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Goes into a document of which there may be the beginning alone, under the bounds of {@link Xml}.
 * Nothing is kept of what it has passed; where what is there ends, or is no XML, it finds no more.
 */
public final class XmlBeginning {
  private final XMLStreamReader reader;
  private boolean over;

  private XmlBeginning(XMLStreamReader reader) {
    this.reader = reader;
  }

  /**
   * Before the root of a document; it never throws, whatever the octets.
   *
   * @return empty if this begins no XML
   */
  public static Optional<XmlBeginning> of(byte[] octets, Optional<String> charsetFromContentType) {
    Optional<String> text = XmlText.decodeBeginning(octets, charsetFromContentType);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new XmlBeginning(Xml.reader(text.get())));
    } catch (XMLStreamException | RuntimeException e) { // as in Xml
      return Optional.empty();
    }
  }

  /**
   * Enters the next child of the element that it is in.
   *
   * @return the child without what it holds; empty if there is no further one, which leaves the
   *     element
   */
  public Optional<XmlElement> enter() {
    try {
      while (!over && reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            var tree = new XmlTree();
            tree.open(reader);
            tree.close();
            return Optional.of(tree.root());
          }
          case XMLStreamConstants.END_ELEMENT -> {
            return Optional.empty();
          }
          case XMLStreamConstants.DTD -> over = true;
          default -> {}
        }
      }
    } catch (XMLStreamException | RuntimeException e) { // as in Xml
      over = true;
    }
    return Optional.empty();
  }

  /**
   * The element that was just entered, with all that it holds, which leaves it.
   *
   * @return empty if it does not end within what is there
   */
  public Optional<XmlElement> whole() {
    if (over) {
      return Optional.empty();
    }
    try {
      var tree = new XmlTree();
      tree.open(reader);
      while (tree.depth() > 0) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> tree.open(reader);
          case XMLStreamConstants.END_ELEMENT -> tree.close();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
              tree.text(reader);
          case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
          default -> throw new XMLStreamException("an event that an element lacks");
        }
      }
      return Optional.of(tree.root());
    } catch (XMLStreamException | RuntimeException e) { // as in Xml
      over = true;
      return Optional.empty();
    }
  }
}
