package dev.jeton.dialect.nout;

import dev.jeton.wire.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sibling elements as NOUT's clients write them: told by their local names, in whichever of these
 * namespaces, or in none.
 */
record Elements(List<XmlElement> siblings) {
  static final String OPERATIONS = "http://www.nout.fr/wsdl/SimaxService.wsdl/";

  private static final String OASIS =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-";
  private static final Set<String> NAMESPACES =
      Set.of(
          "",
          OPERATIONS,
          "http://www.nout.fr/soap",
          OASIS + "secext-1.0.xsd",
          OASIS + "utility-1.0.xsd");

  static Elements below(XmlElement parent) {
    return new Elements(parent.children());
  }

  static boolean isKnown(XmlElement element) {
    return NAMESPACES.contains(element.namespace());
  }

  /** Whether an element holds nothing: no text, and no child that does. */
  static boolean isBlank(XmlElement element) {
    return element.text().isBlank() && element.children().stream().allMatch(Elements::isBlank);
  }

  /**
   * The element of this name.
   *
   * @throws BadRequest if there are several, of which different readers might take different ones
   */
  Optional<XmlElement> element(String name) throws BadRequest {
    Optional<XmlElement> found = Optional.empty();
    for (XmlElement each : siblings) {
      if (each.name().equals(name) && isKnown(each)) {
        if (found.isPresent()) {
          throw new BadRequest(NoutError.BAD_VALUE, name);
        }
        found = Optional.of(each);
      }
    }
    return found;
  }

  /** The same, unless it is blank. */
  Optional<XmlElement> filled(String name) throws BadRequest {
    return element(name).filter(e -> !isBlank(e));
  }

  /** The text of the element of this name, untrimmed; empty if there is none. */
  String text(String name) throws BadRequest {
    return element(name).map(XmlElement::text).orElse("");
  }
}
