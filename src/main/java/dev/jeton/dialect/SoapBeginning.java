package dev.jeton.dialect;

import dev.jeton.wire.MediaType;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlBeginning;
import dev.jeton.wire.XmlElement;
import java.util.List;
import java.util.Optional;

/** The first parts of a SOAP message of which there may be the beginning alone. */
public final class SoapBeginning {
  private final SoapVersion version;
  private final List<XmlElement> header;
  private final XmlBeginning behind;
  private final Optional<XmlElement> next;

  private SoapBeginning(
      SoapVersion version,
      List<XmlElement> header,
      XmlBeginning behind,
      Optional<XmlElement> next) {
    this.version = version;
    this.header = header;
    this.behind = behind;
    this.next = next;
  }

  /**
   * Reads the envelope and its Header; it never throws, whatever the octets.
   *
   * @return empty if this begins no envelope, or the Header does not end within what is there
   */
  public static Optional<SoapBeginning> read(Request request) {
    Optional<XmlBeginning> xml =
        XmlBeginning.of(request.body(), MediaType.of(request.headers()).charset());
    Optional<SoapVersion> version =
        xml.flatMap(XmlBeginning::enter)
            .filter(root -> root.name().equals("Envelope"))
            .flatMap(root -> SoapVersion.of(root.namespace()));
    if (version.isEmpty()) {
      return Optional.empty();
    }
    return read(xml.orElseThrow(), version.get());
  }

  private static Optional<SoapBeginning> read(XmlBeginning xml, SoapVersion version) {
    Optional<XmlElement> first = xml.enter();
    if (first.filter(part -> part.is(version.namespace(), "Header")).isEmpty()) {
      return Optional.of(new SoapBeginning(version, List.of(), xml, first));
    }
    return xml.whole()
        .map(
            whole ->
                whole.children().stream()
                    .filter(entry -> SoapMessage.isForUs(entry, version))
                    .toList())
        .map(header -> new SoapBeginning(version, header, xml, xml.enter()));
  }

  /** That of the envelope's namespace. */
  public SoapVersion version() {
    return version;
  }

  /** The entries of the Header that are meant for us. */
  public List<XmlElement> header() {
    return header;
  }

  /**
   * The Body's first element without what it holds, if it begins within what is there; read on to
   * by the first call of this or the next, and empty at any other.
   */
  public Optional<XmlElement> operation() {
    return next.filter(part -> part.is(version.namespace(), "Body")).flatMap(_ -> behind.enter());
  }

  /** The first child of the Body's first element, if it lies within what is there. */
  public Optional<XmlElement> firstParameter() {
    return operation().flatMap(_ -> behind.enter()).flatMap(_ -> behind.whole());
  }
}
