package dev.jeton.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.dialect.SoapMessage.Problem;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import dev.jeton.wire.XmlElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SoapMessageTest {
  private static final String V11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String V12 = "http://www.w3.org/2003/05/soap-envelope";

  @ParameterizedTest
  @CsvSource({V11 + ", V1_1", V12 + ", V1_2"})
  void theVersionIsThatOfTheNamespaceWhateverTheContentType(String namespace, SoapVersion version) {
    for (String type : new String[] {"text/xml", "application/soap+xml", "text/plain", ""}) {
      SoapMessage message =
          understood(
              read(
                  type,
                  "<e:Envelope xmlns:e='NAMESPACE'><e:Body><o/></e:Body></e:Envelope>",
                  namespace));
      assertEquals(version, message.version());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<S:Envelope xmlns:S='NAMESPACE'><S:Header/><S:Body><o xmlns='urn:x'/></S:Body></S:Envelope>",
        "<Envelope xmlns='NAMESPACE'><Body><o xmlns='urn:x'/></Body></Envelope>",
        """
        \uFEFF<?xml version='1.0'?>
        <a:Envelope xmlns:a='NAMESPACE' xmlns:b='NAMESPACE'>
          <b:Header></b:Header>
          <b:Body> <!-- c --><q:o xmlns:q='urn:x'/> <later/></b:Body>
        </a:Envelope>
        """,
        """
        <S:Envelope xmlns:S='NAMESPACE' S:encodingStyle='urn:e'>
          <S:Body S:encodingStyle='urn:e'><q:o xmlns:q='urn:x'/></S:Body>
        </S:Envelope>
        """
      })
  void theOperationIsTheFirstElementOfTheBody(String envelope) {
    for (String namespace : new String[] {V11, V12}) {
      XmlElement operation =
          understood(read("text/xml", envelope, namespace)).operation().orElseThrow();
      assertTrue(operation.is("urn:x", "o"));
    }
  }

  @Test
  void anEmptyBodyHasNoOperation() {
    SoapMessage message =
        understood(read("text/xml", "<Envelope xmlns='NAMESPACE'><Body/></Envelope>", V11));

    assertTrue(message.operation().isEmpty());
    assertTrue(message.header().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "CHARSET, '<a>\u017E</a>'",
    "DOCTYPE, '<!DOCTYPE a><a/>'",
    "MALFORMED, ''",
    "MALFORMED, '<env:Envelope><env:Body/></env:Envelope>'",
    "NO_ENVELOPE, '<a/>'",
    "NO_ENVELOPE, '<Envelope xmlns=\"" + V11 + "\"/>'",
    "NO_ENVELOPE, '<Envelope xmlns=\"" + V11 + "\"><Header/></Envelope>'",
    "NO_ENVELOPE, '<Envelope xmlns=\"" + V11 + "\"><Body/><Header/></Envelope>'",
    "NO_ENVELOPE, '<Envelope xmlns=\"" + V11 + "\"><Body/><Body/></Envelope>'",
    "NO_ENVELOPE, '<Envelope xmlns=\"" + V11 + "\"><Body xmlns=\"\"/></Envelope>'",
    "NO_ENVELOPE, '<Envelope xmlns=\"" + V12 + "\"><Body xmlns=\"" + V11 + "\"/></Envelope>'",
    "VERSION, '<Envelope><Body/></Envelope>'",
    "VERSION, '<Envelope xmlns=\"http://www.w3.org/2001/12/soap-envelope\"><Body/></Envelope>'",
  })
  void whatIsNoMessageIsAProblem(Problem problem, String body) {
    String type = "text/xml; charset=" + (problem == Problem.CHARSET ? "us-ascii" : "utf-8");

    assertEquals(
        problem, assertInstanceOf(SoapMessage.NotUnderstood.class, read(type, body)).problem());
  }

  @Test
  void aProblemIsAnsweredInTheVersionThatWasMeant() {
    assertEquals(notUnderstood(SoapVersion.V1_1, Problem.MALFORMED), read("text/xml", "<"));
    assertEquals(
        notUnderstood(SoapVersion.V1_2, Problem.MALFORMED),
        read("application/soap+xml; charset=utf-8; action=\"x\"", "<"));
    assertEquals(
        notUnderstood(SoapVersion.V1_2, Problem.NO_ENVELOPE),
        read("text/xml", "<Envelope xmlns='NAMESPACE'/>", V12));
  }

  @ParameterizedTest
  @CsvSource({
    "V1_1, '', mustUnderstand='1', false",
    "V1_1, '', mustUnderstand='0', true",
    "V1_1, '', mustUnderstand='true', true",
    "V1_1, actor='', mustUnderstand='1', false",
    "V1_1, actor='http://schemas.xmlsoap.org/soap/actor/next', mustUnderstand='1', false",
    "V1_1, actor='urn:another', mustUnderstand='1', true",
    "V1_2, '', mustUnderstand='1', false",
    "V1_2, '', mustUnderstand='true', false",
    "V1_2, '', mustUnderstand=' true ', false",
    "V1_2, '', mustUnderstand='false', true",
    "V1_2, role='http://www.w3.org/2003/05/soap-envelope/role/next', mustUnderstand='1', false",
    "V1_2, role='http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver', mustUnderstand='1', false",
    "V1_2, role='http://www.w3.org/2003/05/soap-envelope/role/none', mustUnderstand='1', true",
    "V1_2, role='urn:another', mustUnderstand='1', true",
  })
  void aHeaderEntryThatMustBeUnderstoodIsRefusedIfItIsForUs(
      SoapVersion version, String role, String mark, boolean passes) {
    String envelope =
        "<e:Envelope xmlns:e=\"%s\"><e:Header><x:h xmlns:x=\"urn:x\" %s %s/></e:Header><e:Body/></e:Envelope>"
            .formatted(version.namespace(), qualified(role), qualified(mark));
    var reading = SoapMessage.read(request("text/xml", envelope), entry -> false);
    if (passes) {
      understood(reading);
    } else {
      assertEquals(notUnderstood(version, Problem.HEADER), reading);
    }

    understood(SoapMessage.read(request("text/xml", envelope), entry -> entry.is("urn:x", "h")));
  }

  private static String qualified(String attribute) {
    return attribute.isEmpty() ? "" : "e:" + attribute;
  }

  @Test
  void entriesForOthersAreLeftOut() {
    SoapMessage message =
        understood(
            read(
                "text/xml",
                "<e:Envelope xmlns:e='NAMESPACE'><e:Header><a e:actor='urn:another'/><b/><c e:actor=''/>"
                    + "</e:Header><e:Body/></e:Envelope>",
                V11));

    assertEquals("b", message.header().get(0).name());
    assertEquals("c", message.header().get(1).name());
    assertEquals(2, message.header().size());
  }

  @Test
  void aProblemNamesItsFault() {
    assertEquals(SoapFault.CLIENT, Problem.MALFORMED.fault());
    assertEquals(SoapFault.VERSION_MISMATCH, Problem.VERSION.fault());
    assertEquals(SoapFault.MUST_UNDERSTAND, Problem.HEADER.fault());
  }

  private static SoapMessage.NotUnderstood notUnderstood(SoapVersion version, Problem problem) {
    return new SoapMessage.NotUnderstood(version, problem);
  }

  private static SoapMessage understood(SoapMessage.Reading reading) {
    return assertInstanceOf(SoapMessage.Understood.class, reading).message();
  }

  private static SoapMessage.Reading read(String contentType, String body) {
    return SoapMessage.read(request(contentType, body), entry -> false);
  }

  private static SoapMessage.Reading read(String contentType, String body, String namespace) {
    return read(contentType, body.replace("NAMESPACE", namespace));
  }

  private static Request request(String contentType, String body) {
    return new Request(
        "POST",
        "/",
        Headers.of("Content-Type", contentType, "SOAPAction", "\"urn:misleading\""),
        body.getBytes(UTF_8),
        new Request.Origin(true, "https://localhost:8443", "127.0.0.1"));
  }
}
