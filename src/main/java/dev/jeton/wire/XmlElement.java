package dev.jeton.wire;

import java.util.List;
import java.util.Optional;

/**
 * An XML element as it was read; prefixes, comments and processing instructions are gone.
 *
 * @param namespace the namespace name; empty if it is in none
 * @param name the local name
 * @param attributes all attributes but the namespace declarations
 * @param children the elements directly below, in document order
 * @param text the character data directly below, joined and untrimmed
 */
public record XmlElement(
    String namespace,
    String name,
    List<Attribute> attributes,
    List<XmlElement> children,
    String text) {

  /**
   * One attribute.
   *
   * @param namespace the namespace name; empty if it has no prefix
   */
  public record Attribute(String namespace, String name, String value) {
    /** The name alone: values may be secrets. */
    @Override
    public String toString() {
      return "Attribute[" + name + "]";
    }
  }

  public XmlElement {
    attributes = List.copyOf(attributes);
    children = List.copyOf(children);
  }

  public boolean is(String wantedNamespace, String wantedName) {
    return namespace.equals(wantedNamespace) && name.equals(wantedName);
  }

  /** The attribute of this namespace and local name. */
  public Optional<String> attribute(String wantedNamespace, String wantedName) {
    for (Attribute each : attributes) {
      if (each.name.equals(wantedName) && each.namespace.equals(wantedNamespace)) {
        return Optional.of(each.value);
      }
    }
    return Optional.empty();
  }

  /** The children of this local name, whatever their namespace. */
  public List<XmlElement> childrenNamed(String wantedName) {
    return children.stream().filter(child -> child.name.equals(wantedName)).toList();
  }

  /** The first child of this local name, whatever its namespace. */
  public Optional<XmlElement> childNamed(String wantedName) {
    return children.stream().filter(child -> child.name.equals(wantedName)).findFirst();
  }

  /** The name alone: texts may be secrets. */
  @Override
  public String toString() {
    return "XmlElement[{" + namespace + "}" + name + "]";
  }
}
