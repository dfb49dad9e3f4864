package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SoapWriterTest {
  private static final SoapWriter V11 = new SoapWriter(SoapVersion.V1_1, "S");
  private static final SoapWriter V12 = new SoapWriter(SoapVersion.V1_2, "env");

  @Test
  void aMessageOfSoap11() {
    assertEquals(
        "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><a>b</a></S:Body></S:Envelope>",
        V11.message(xml -> xml.element("a", "b")));
  }

  @Test
  void aMessageOfSoap12WithAHeader() {
    assertEquals(
        "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Header><h>1</h></env:Header>"
            + "<env:Body><a/></env:Body></env:Envelope>",
        V12.message(xml -> xml.element("h", "1"), xml -> xml.empty("a")));
  }

  @Test
  void faultsOfSoap11() {
    assertEquals(
        "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><S:Fault><faultcode>S:Client</faultcode>"
            + "<faultstring>a &lt; b</faultstring></S:Fault></S:Body></S:Envelope>",
        V11.fault(SoapFault.CLIENT, "sr", "a < b"));
    assertEquals(
        "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body><S:Fault><faultcode>S:Server</faultcode>"
            + "<faultstring>a</faultstring><detail><d/></detail></S:Fault></S:Body></S:Envelope>",
        V11.fault(SoapFault.SERVER, "sr", "a", xml -> xml.empty("d")));
  }

  @Test
  void faultsOfSoap12() {
    assertEquals(
        "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Body><env:Fault>"
            + "<env:Code><env:Value>env:Sender</env:Value></env:Code>"
            + "<env:Reason><env:Text xml:lang=\"fr\">a</env:Text></env:Reason></env:Fault></env:Body></env:Envelope>",
        V12.fault(SoapFault.CLIENT, "fr", "a"));
    assertEquals(
        "<env:Envelope xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\"><env:Body><env:Fault>"
            + "<env:Code><env:Value>env:Receiver</env:Value></env:Code>"
            + "<env:Reason><env:Text xml:lang=\"fr\">a</env:Text></env:Reason>"
            + "<env:Detail><d/></env:Detail></env:Fault></env:Body></env:Envelope>",
        V12.fault(SoapFault.SERVER, "fr", "a", xml -> xml.empty("d")));
  }

  @Test
  void theOtherCodesAreTheSameInBothVersions() {
    for (SoapVersion version : SoapVersion.values()) {
      assertEquals("VersionMismatch", SoapFault.VERSION_MISMATCH.code(version));
      assertEquals("MustUnderstand", SoapFault.MUST_UNDERSTAND.code(version));
    }
    assertEquals("text/xml; charset=utf-8", SoapVersion.V1_1.contentType());
    assertEquals("application/soap+xml; charset=utf-8", SoapVersion.V1_2.contentType());
  }
}
