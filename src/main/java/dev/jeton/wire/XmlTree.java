package dev.jeton.wire;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The tree of a document as it grows, with bounds on what can be long. */
final class XmlTree {
  private static final int TEXT_LENGTH = 65_536;
  private static final int NAME_LENGTH = 256;

  private final List<Branch> open = new ArrayList<>();
  private final List<XmlElement> roots = new ArrayList<>(1);

  private record Branch(
      String namespace,
      String name,
      List<XmlElement.Attribute> attributes,
      List<XmlElement> children,
      StringBuilder text) {}

  /** How many elements are open. */
  int depth() {
    return open.size();
  }

  void open(XMLStreamReader reader) throws XMLStreamException {
    var attributes = new ArrayList<XmlElement.Attribute>(reader.getAttributeCount());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.add(
          new XmlElement.Attribute(
              known(reader.getAttributeNamespace(i)),
              bounded(reader.getAttributeLocalName(i)),
              reader.getAttributeValue(i)));
    }
    open.add(
        new Branch(
            known(reader.getNamespaceURI()),
            bounded(reader.getLocalName()),
            attributes,
            new ArrayList<>(),
            new StringBuilder()));
  }

  void text(XMLStreamReader reader) throws XMLStreamException {
    if (open.isEmpty()) {
      return; // blanks around the root
    }
    StringBuilder text = open.getLast().text;
    if (text.length() + reader.getTextLength() > TEXT_LENGTH) {
      throw new XMLStreamException("too long a text");
    }
    text.append(reader.getText());
  }

  void close() {
    Branch branch = open.removeLast();
    var element =
        new XmlElement(
            branch.namespace,
            branch.name,
            branch.attributes,
            branch.children,
            branch.text.toString());
    (open.isEmpty() ? roots : open.getLast().children).add(element);
  }

  XmlElement root() {
    return roots.getFirst();
  }

  private static String bounded(String name) throws XMLStreamException {
    if (name.length() > NAME_LENGTH) {
      throw new XMLStreamException("too long a name");
    }
    return name;
  }

  /** StAX leaves open whether no namespace is null or empty. */
  private static String known(@Nullable String namespace) {
    return namespace == null ? "" : namespace;
  }
}
