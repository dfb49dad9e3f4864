package dev.jeton.dialect;

import dev.jeton.wire.MediaType;
import java.util.Optional;

/** The two versions of SOAP that are spoken, told apart by the namespace of the envelope. */
public enum SoapVersion {
  /** SOAP 1.1 (W3C note, 8 May 2000). */
  V1_1("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
  /** SOAP 1.2 (W3C recommendation, 27 April 2007). */
  V1_2("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

  private final String namespace;
  private final String mediaType;

  SoapVersion(String namespace, String mediaType) {
    this.namespace = namespace;
    this.mediaType = mediaType;
  }

  /** The envelope's namespace. */
  public String namespace() {
    return namespace;
  }

  /** The Content-Type of messages, in UTF-8. */
  public String contentType() {
    return mediaType + "; charset=utf-8";
  }

  /** The version with this envelope namespace. */
  public static Optional<SoapVersion> of(String namespace) {
    for (SoapVersion version : values()) {
      if (version.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** The version that a Content-Type names, if it is one of SOAP at all. */
  public static Optional<SoapVersion> of(MediaType contentType) {
    for (SoapVersion version : values()) {
      if (contentType.is(version.mediaType)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }
}
