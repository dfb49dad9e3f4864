package dev.jeton.wire;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlBeginningTest {

  @Test
  void entersChildrenInOrderAndPassesTheirSiblings() {
    XmlBeginning xml = of("<a><b x='1'>t<c/></b><!-- - --><d>u</d></a>");
    assertEquals("a", name(xml.enter()));
    assertEquals("b", name(xml.enter()));
    assertEquals("t", xml.whole().orElseThrow().text());
    assertEquals("d", name(xml.enter()));
    assertEquals("u", xml.whole().orElseThrow().text());
    assertEquals("", name(xml.enter()));
  }

  @Test
  void aWholeElementHasItsAttributesAndChildren() {
    XmlBeginning xml = of("<a xmlns='urn:n'><b x='1'>t<c>v</c></b>");
    xml.enter();
    xml.enter();
    XmlElement whole = xml.whole().orElseThrow();
    assertEquals(Optional.of("1"), whole.attribute("", "x"));
    assertEquals("v", whole.childNamed("c").orElseThrow().text());
    assertEquals("urn:n", whole.namespace());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<a><b>tex", "<a><b>text</", "<a><b>text</c>", "<a><b>&#x0;</b>", "<a><b"})
  void whatDoesNotEndIsNotThere(String beginning) {
    XmlBeginning xml = of(beginning);
    xml.enter();
    xml.enter();
    assertEquals(Optional.empty(), xml.whole());
    assertEquals(Optional.empty(), xml.enter());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no XML", "<!DOCTYPE a><a/>", "<?xml version='1.1'?><a/>", "<a\uFFFF/>"})
  void whatIsNoXmlHasNoElements(String text) {
    Optional<XmlBeginning> xml = XmlBeginning.of(text.getBytes(UTF_8), Optional.empty());
    assertEquals(Optional.empty(), xml.flatMap(XmlBeginning::enter));
    assertEquals(Optional.empty(), xml.flatMap(XmlBeginning::whole));
  }

  @Test
  void itMayEndWithinACharacter() {
    byte[] text = "<a><b>é</b>é".getBytes(UTF_8);
    byte[] cut = java.util.Arrays.copyOf(text, text.length - 1);
    XmlBeginning xml = XmlBeginning.of(cut, Optional.empty()).orElseThrow();
    xml.enter();
    xml.enter();
    assertEquals("é", xml.whole().orElseThrow().text());
    byte[] wide = "\uFEFF<a/>\uD83D\uDD11".getBytes(UTF_16BE);
    byte[] odd = java.util.Arrays.copyOf(wide, wide.length - 1);
    assertEquals("a", name(XmlBeginning.of(odd, Optional.empty()).orElseThrow().enter()));
  }

  @Test
  void anOctetThatIsNoTextIsStillRefused() {
    byte[] octets = {'<', 'a', '>', (byte) 0xFF, '<', '/', 'a', '>'};
    assertEquals(
        Optional.empty(), XmlBeginning.of(octets, Optional.empty()).flatMap(XmlBeginning::enter));
  }

  private static XmlBeginning of(String text) {
    return XmlBeginning.of(text.getBytes(UTF_8), Optional.empty()).orElseThrow();
  }

  private static String name(Optional<XmlElement> element) {
    return element.map(XmlElement::name).orElse("");
  }
}
