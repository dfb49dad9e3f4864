package dev.jeton.dialect;

/**
 * Who is to blame, as a fault's code says it: by its SOAP 1.1 name (section 4.4.1) and its SOAP 1.2
 * name (part 1, section 5.4.6).
 */
public enum SoapFault {
  VERSION_MISMATCH("VersionMismatch", "VersionMismatch"),
  MUST_UNDERSTAND("MustUnderstand", "MustUnderstand"),
  CLIENT("Client", "Sender"),
  SERVER("Server", "Receiver");

  private final String name11;
  private final String name12;

  SoapFault(String name11, String name12) {
    this.name11 = name11;
    this.name12 = name12;
  }

  /** The local name of the code. */
  public String code(SoapVersion version) {
    return switch (version) {
      case V1_1 -> name11;
      case V1_2 -> name12;
    };
  }
}
