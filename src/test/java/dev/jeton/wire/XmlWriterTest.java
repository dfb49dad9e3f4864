package dev.jeton.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class XmlWriterTest {
  @Test
  void elementsCloseInOrder() {
    String document =
        new XmlWriter()
            .open("a", "xmlns", "urn:x", "b", "c\"d")
            .element("e", "f", "g", "h")
            .empty("i", "j", "k")
            .open("l")
            .text("m")
            .document();

    assertEquals(
        "<a xmlns=\"urn:x\" b=\"c&quot;d\"><e g=\"h\">f</e><i j=\"k\"/><l>m</l></a>", document);
  }

  @Test
  void whatWouldEndATextIsEscaped() {
    assertEquals(
        "<a>&lt;b&gt; ]]&gt; &amp;amp; \" ' ž€\uD83D\uDE00\n\t&#13;</a>",
        new XmlWriter().element("a", "<b> ]]> &amp; \" ' ž€\uD83D\uDE00\n\t\r").document());
    assertEquals("&lt;&amp;&quot;'&#10;&#9;&#13;", XmlWriter.escaped("<&\"'\n\t\r"));
  }

  @Test
  void charactersThatXmlLacksAreReplaced() {
    assertEquals(
        "<a>\uFFFD\uFFFD\uFFFD\uFFFDx\uFFFD\uFFFD</a>",
        new XmlWriter().element("a", "\0\u0001\u001F\uD800x\uDC00\uFFFE").document());
  }

  @Test
  void everyCharacterIsReadBackOrReplaced() {
    for (int c = 0; c <= 0x10FFFF; c += c < 0x3000 || c > 0xD700 && c < 0x10010 ? 1 : 977) {
      String text = Character.toString(c);
      String document = new XmlWriter().open("a", "b", text).text(text).document();

      Xml.Reading reading = Xml.read(document.getBytes(UTF_8), Optional.empty());

      XmlElement root = assertInstanceOf(Xml.Document.class, reading, () -> document).root();
      String expected = document.contains("\uFFFD") ? "\uFFFD" : text;
      assertEquals(expected, root.text());
      assertEquals(Optional.of(expected), root.attribute("", "b"));
    }
  }
}
