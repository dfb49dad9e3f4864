package dev.jeton.dialect;

import dev.jeton.wire.MediaType;
import dev.jeton.wire.Request;
import dev.jeton.wire.Xml;
import dev.jeton.wire.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A SOAP message as it was read. Neither SOAPAction nor {@code encodingStyle} nor {@code xsi:type}
 * is looked at: the operation is the Body's first element, by its qualified name.
 *
 * @param version that of the envelope's namespace, whatever the Content-Type says
 * @param headed whether there is a Header, be it an empty one
 * @param header the entries that are meant for us
 * @param operation the Body's first element; empty if the Body is
 */
public record SoapMessage(
    SoapVersion version, boolean headed, List<XmlElement> header, Optional<XmlElement> operation) {

  private static final Set<String> ROLES_11 =
      Set.of("", "http://schemas.xmlsoap.org/soap/actor/next");
  private static final Set<String> ROLES_12 =
      Set.of(
          "",
          "http://www.w3.org/2003/05/soap-envelope/role/next",
          "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver");

  public SoapMessage {
    header = List.copyOf(header);
  }

  /** What came of reading. */
  public sealed interface Reading {}

  public record Understood(SoapMessage message) implements Reading {}

  /**
   * It is no message that we could serve.
   *
   * @param version in which to answer
   */
  public record NotUnderstood(SoapVersion version, Problem problem) implements Reading {}

  /** Why a message is not served. */
  public enum Problem {
    /** The octets are no text in the charset told. */
    CHARSET,
    /** A document type declaration, which SOAP forbids (1.1, section 3; 1.2 part 1, section 5). */
    DOCTYPE,
    /** No well-formed XML, or beyond a bound. */
    MALFORMED,
    /** XML, but no envelope with an optional Header and a Body. */
    NO_ENVELOPE,
    /** An envelope in a namespace of no known version. */
    VERSION,
    /** A header entry for us that must be understood, and is not. */
    HEADER;

    /** The code of the fault that answers it. */
    public SoapFault fault() {
      return switch (this) {
        case CHARSET, DOCTYPE, MALFORMED, NO_ENVELOPE -> SoapFault.CLIENT;
        case VERSION -> SoapFault.VERSION_MISMATCH;
        case HEADER -> SoapFault.MUST_UNDERSTAND;
      };
    }
  }

  /**
   * Reads a request's body; it never throws, whatever the octets.
   *
   * @param understood whether a header entry may be marked as one that must be understood
   */
  public static Reading read(Request request, Predicate<XmlElement> understood) {
    MediaType type = MediaType.of(request.headers());
    SoapVersion told = SoapVersion.of(type).orElse(SoapVersion.V1_1);
    return switch (Xml.read(request.body(), type.charset())) {
      case Xml.Broken(Xml.Reason reason) -> new NotUnderstood(told, problem(reason));
      case Xml.Document(XmlElement root) -> read(root, told, understood);
    };
  }

  private static Reading read(XmlElement root, SoapVersion told, Predicate<XmlElement> understood) {
    if (!root.name().equals("Envelope")) {
      return new NotUnderstood(told, Problem.NO_ENVELOPE);
    }
    Optional<SoapVersion> known = SoapVersion.of(root.namespace());
    if (known.isEmpty()) {
      return new NotUnderstood(told, Problem.VERSION);
    }
    SoapVersion version = known.get();
    String namespace = version.namespace();
    List<XmlElement> parts = root.children();
    boolean headed = !parts.isEmpty() && parts.getFirst().is(namespace, "Header");
    int body = headed ? 1 : 0;
    if (parts.size() != body + 1 || !parts.get(body).is(namespace, "Body")) {
      return new NotUnderstood(version, Problem.NO_ENVELOPE);
    }
    List<XmlElement> entries =
        headed
            ? parts.getFirst().children().stream().filter(e -> isForUs(e, version)).toList()
            : List.of();
    if (entries.stream().anyMatch(e -> isMandatory(e, version) && !understood.test(e))) {
      return new NotUnderstood(version, Problem.HEADER);
    }
    Optional<XmlElement> operation = parts.get(body).children().stream().findFirst();
    return new Understood(new SoapMessage(version, headed, entries, operation));
  }

  static boolean isForUs(XmlElement entry, SoapVersion version) {
    return switch (version) {
      case V1_1 ->
          ROLES_11.contains(entry.attribute(version.namespace(), "actor").orElse("").strip());
      case V1_2 ->
          ROLES_12.contains(entry.attribute(version.namespace(), "role").orElse("").strip());
    };
  }

  private static boolean isMandatory(XmlElement entry, SoapVersion version) {
    String mark = entry.attribute(version.namespace(), "mustUnderstand").orElse("").strip();
    return switch (version) {
      case V1_1 -> mark.equals("1");
      case V1_2 -> mark.equals("1") || mark.equals("true");
    };
  }

  private static Problem problem(Xml.Reason reason) {
    return switch (reason) {
      case CHARSET -> Problem.CHARSET;
      case DOCTYPE -> Problem.DOCTYPE;
      case MALFORMED -> Problem.MALFORMED;
    };
  }
}
