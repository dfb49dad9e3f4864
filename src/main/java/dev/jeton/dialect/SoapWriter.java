package dev.jeton.dialect;

import dev.jeton.wire.XmlWriter;
import java.util.function.Consumer;

/**
 * Writes SOAP envelopes, without an XML declaration or blanks between elements.
 *
 * @param prefix that of the envelope's namespace, such as {@code env}
 */
public record SoapWriter(SoapVersion version, String prefix) {

  /** An envelope whose Body holds what is written into it, and without a Header. */
  public String message(Consumer<XmlWriter> body) {
    XmlWriter xml = envelope();
    return body(xml, body);
  }

  /** An envelope with a Header and a Body. */
  public String message(Consumer<XmlWriter> header, Consumer<XmlWriter> body) {
    XmlWriter xml = envelope();
    xml.open(prefix + ":Header");
    header.accept(xml);
    xml.close();
    return body(xml, body);
  }

  /**
   * A fault without a detail.
   *
   * @param language of the reason, such as {@code fr}; SOAP 1.2 alone says it
   */
  public String fault(SoapFault fault, String language, String reason) {
    return message(xml -> fault(xml, fault, language, reason).close());
  }

  /**
   * A fault.
   *
   * @param language of the reason, such as {@code fr}; SOAP 1.2 alone says it
   * @param detail writes what stands in the detail element
   */
  public String fault(SoapFault fault, String language, String reason, Consumer<XmlWriter> detail) {
    return message(
        xml -> {
          fault(xml, fault, language, reason);
          xml.open(
              switch (version) {
                case V1_1 -> "detail";
                case V1_2 -> prefix + ":Detail";
              });
          detail.accept(xml);
          xml.close().close();
        });
  }

  /**
   * Leaves the fault open, for the detail. SOAP 1.1's children of Fault are in no namespace
   * (section 4.4).
   */
  private XmlWriter fault(XmlWriter xml, SoapFault fault, String language, String reason) {
    String code = prefix + ":" + fault.code(version);
    xml.open(prefix + ":Fault");
    return switch (version) {
      case V1_1 -> xml.element("faultcode", code).element("faultstring", reason);
      case V1_2 ->
          xml.open(prefix + ":Code")
              .element(prefix + ":Value", code)
              .close()
              .open(prefix + ":Reason")
              .element(prefix + ":Text", reason, "xml:lang", language)
              .close();
    };
  }

  private XmlWriter envelope() {
    return new XmlWriter().open(prefix + ":Envelope", "xmlns:" + prefix, version.namespace());
  }

  private String body(XmlWriter xml, Consumer<XmlWriter> body) {
    xml.open(prefix + ":Body");
    body.accept(xml);
    return xml.close().close().document();
  }
}
