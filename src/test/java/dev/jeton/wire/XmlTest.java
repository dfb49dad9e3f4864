package dev.jeton.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class XmlTest {
  private static final Duration QUICKLY = Duration.ofSeconds(2);

  @Test
  void namesAttributesChildrenAndTextAreKept() {
    XmlElement root =
        root("<p:a xmlns:p='urn:x' b='1' p:c='2'> t<d/>u <p:d xmlns='urn:y'><e>f</e></p:d></p:a>");

    assertTrue(root.is("urn:x", "a"));
    assertEquals(Optional.of("1"), root.attribute("", "b"));
    assertEquals(Optional.of("2"), root.attribute("urn:x", "c"));
    assertEquals(Optional.empty(), root.attribute("", "c"));
    assertEquals(2, root.attributes().size());
    assertEquals(" tu ", root.text());
    assertEquals(2, root.childrenNamed("d").size());
    assertTrue(root.childNamed("d").orElseThrow().is("", "d"));
    assertTrue(root.children().get(1).is("urn:x", "d"));
    assertTrue(root.children().get(1).children().getFirst().is("urn:y", "e"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>x &amp; y</a>",
        "<a><![CDATA[x & y]]></a>",
        "<a>x <!-- not this -->&amp; y</a>",
        "<a>x <?not this?>&#38; y</a>",
        "<a>x <![CDATA[&]]> y</a>",
        "<a>x &#x26; y</a>",
        "<?xml version='1.0'?><a>x &amp; y</a>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<a>x &amp; y</a>\r\n",
        "<!-- before --><?p?><a>x &amp; y</a><!-- behind --> <?p?>\n",
        "\uFEFF<a>x &amp; y</a>"
      })
  void theSameTextInManySpellings(String document) {
    assertEquals("x & y", root(document).text());
  }

  @Test
  void blanksInTextAreKeptAndLineEndsAreNormalised() {
    assertEquals(" \t\n x \n", root("<a> \t\r\n x \n</a>").text());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, UTF-8", "utf-8, UTF-8", "ISO-8859-2, ISO-8859-2", "Windows-1250, windows-1250",
    "cp1252, windows-1252", "UTF-16LE, UTF-16LE", "utf-16, UTF-16", "iso-8859-15, ISO-8859-15"
  })
  void theContentTypesCharsetGoesBeforeTheDeclaration(String told, String real) {
    String text = told.equals("iso-8859-15") || told.equals("cp1252") ? "ž€" : "ž";
    byte[] octets =
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a>" + text + "</a>")
            .getBytes(Charset.forName(real));

    assertEquals(text, root(Xml.read(octets, Optional.of(told))).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-2", "windows-1250", "windows-1257"})
  void theDeclarationCountsWhereNothingElseTells(String charset) {
    byte[] octets =
        ("<?xml version=\"1.0\" encoding=\"" + charset + "\"?><a>ž</a>")
            .getBytes(Charset.forName(charset));

    assertEquals("ž", root(Xml.read(octets, Optional.empty())).text());
  }

  @Test
  void aByteOrderMarkGoesBeforeEverything() {
    String document = "\uFEFF<?xml version='1.0' encoding='ISO-8859-1'?><a>ž</a>";
    for (Charset real : List.of(UTF_8, UTF_16BE, UTF_16LE)) {
      byte[] octets = document.getBytes(real);
      assertEquals("ž", root(Xml.read(octets, Optional.of("windows-1252"))).text());
    }
  }

  @Test
  void utf16IsRecognisedWithoutAMark() {
    for (Charset real : List.of(UTF_16BE, UTF_16LE)) {
      assertEquals("ž", root(Xml.read("<a>ž</a>".getBytes(real), Optional.empty())).text());
      assertEquals("ž", root(Xml.read("<a>ž</a>".getBytes(real), Optional.of("utf-16"))).text());
    }
  }

  @Test
  void theCharacterThatStandsForWrongOctetsMayBeMeant() {
    byte[] meant = "<a>\uFFFD</a>".getBytes(UTF_8);
    assertEquals("\uFFFD", root(Xml.read(meant, none())).text());
    meant[4] = 'x'; // in the middle of its three octets
    assertBroken(Xml.Reason.CHARSET, Xml.read(meant, none()));
  }

  @Test
  void octetsThatTheCharsetLacksAreRefused() {
    assertBroken(Xml.Reason.CHARSET, Xml.read("<a>ž</a>".getBytes(ISO_8859_1_LIKE), none()));
    assertBroken(
        Xml.Reason.CHARSET, Xml.read("<a>é</a>".getBytes(ISO_8859_1), Optional.of("us-ascii")));
    byte[] surrogate = {'<', 'a', '>', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '<', '/', 'a', '>'};
    assertBroken(Xml.Reason.CHARSET, Xml.read(surrogate, none()));
  }

  private static final Charset ISO_8859_1_LIKE = Charset.forName("windows-1250");

  @ParameterizedTest
  @ValueSource(strings = {"UTF-7", "nonsense", "IBM037", "", "ISO-2022-JP", "not a name!"})
  void otherCharsetsAreRefused(String charset) {
    assertBroken(Xml.Reason.CHARSET, Xml.read("<a/>".getBytes(UTF_8), Optional.of(charset)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/x.dtd'><a/>",
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'>%x;]><a/>",
        "<!DOCTYPE a [<!ENTITY a0 'ha'><!ENTITY a1 '&a0;&a0;&a0;'><!ENTITY a2 '&a1;&a1;&a1;'>]><a>&a2;</a>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'x'>]><a/>"
      })
  void aDocumentTypeIsRefusedWhateverItSays(String document) {
    assertBroken(Xml.Reason.DOCTYPE, read(document));
  }

  @Test
  void aLongDocumentTypeIsRefusedAsQuickly() {
    var document = new StringBuilder("<!DOCTYPE a [");
    for (int i = 0; i < 5_000; i++) {
      document.append("<!ENTITY x").append(i).append(" 'y'>");
    }
    assertBrokenQuickly(Xml.Reason.DOCTYPE, document.append("]><a/>").toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "<",
        "<a>",
        "<a/><b/>",
        "<a/>x",
        "<a></b>",
        "<a",
        "<a b></a>",
        "<a b='1' b='2'/>",
        "<a>&x;</a>",
        "<a b='&x;'/>",
        "<a>&</a>",
        "<a>&#1;</a>",
        "<a>\u0001</a>",
        "<a>&#0;</a>",
        "<a>&#xD800;</a>",
        "<a>&#xFFFE;</a>",
        "<a>\uFFFE</a>",
        "<a b='\uFFFF'/>",
        "<a>]]></a>",
        "<p:a/>",
        "<a p:b='1'/>",
        "<a xmlns:p=''/>",
        "<a><!-- -- --></a>",
        "<a><?xml version='1.0'?></a>",
        " <?xml version='1.0'?><a/>",
        "<?xml version='1.1'?><a>&#1;</a>",
        "<?xml version='2.0'?><a/>",
        "<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>",
        "<a:b:c xmlns:a='u'/>",
        "<a xmlns:xml='u'/>"
      })
  void whatIsNotWellFormedIsRefused(String document) {
    assertBroken(Xml.Reason.MALFORMED, read(document));
  }

  @Test
  void depthIsBounded() {
    assertInstanceOf(Xml.Document.class, read("<a>".repeat(32) + "</a>".repeat(32)));
    assertBroken(Xml.Reason.MALFORMED, read("<a>".repeat(33) + "</a>".repeat(33)));
    assertBrokenQuickly(Xml.Reason.MALFORMED, "<a>".repeat(1_000_000));
  }

  @Test
  void elementsAreBounded() {
    assertInstanceOf(Xml.Document.class, read("<a>" + "<b/>".repeat(999) + "</a>"));
    assertBroken(Xml.Reason.MALFORMED, read("<a>" + "<b/>".repeat(1_000) + "</a>"));
    assertBrokenQuickly(Xml.Reason.MALFORMED, "<a>" + "<b/>".repeat(1_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {" b", " xmlns:b"})
  void attributesAndNamespacesAreBounded(String prefix) {
    assertInstanceOf(Xml.Document.class, read(flooded(64, prefix)));
    assertBroken(Xml.Reason.MALFORMED, read(flooded(65, prefix)));
    assertBrokenQuickly(Xml.Reason.MALFORMED, flooded(200_000, prefix));
  }

  private static String flooded(int attributes, String prefix) {
    var document = new StringBuilder("<a");
    for (int i = 0; i < attributes; i++) {
      document.append(prefix).append(i).append("='u").append(i).append("'");
    }
    return document.append("/>").toString();
  }

  @Test
  void valuesTextsAndNamesAreBounded() {
    assertInstanceOf(Xml.Document.class, read("<a b='" + "x".repeat(8_192) + "'/>"));
    assertBroken(Xml.Reason.MALFORMED, read("<a b='" + "x".repeat(9_000) + "'/>"));
    assertInstanceOf(Xml.Document.class, read("<a>" + "x".repeat(65_536) + "</a>"));
    assertBroken(Xml.Reason.MALFORMED, read("<a>" + "x".repeat(65_537) + "</a>"));
    assertBroken(Xml.Reason.MALFORMED, read("<a>" + "<b/>x".repeat(700).repeat(100) + "</a>"));
    assertInstanceOf(Xml.Document.class, read("<" + "a".repeat(256) + "/>"));
    assertBroken(Xml.Reason.MALFORMED, read("<" + "a".repeat(257) + "/>"));
    assertBroken(Xml.Reason.MALFORMED, read("<a " + "b".repeat(257) + "='x'/>"));
    assertBrokenQuickly(Xml.Reason.MALFORMED, "<a>" + "x".repeat(10_000_000) + "</a>");
  }

  @Test
  void printingAnElementTellsNoneOfItsValues() {
    XmlElement root = root("<a b='hidden'>hidden<c>hidden</c></a>");

    assertFalse((root + " " + root.attributes()).contains("hidden"));
  }

  /** Whatever is done to a document, reading it ends with a value. */
  @Test
  void readingNeverThrows() {
    byte[] sample =
        "<?xml version='1.0' encoding='UTF-8'?><!-- c --><p:a xmlns:p='u' b='&#38;'>t<![CDATA[x]]>&lt;<c/>ž</p:a>"
            .getBytes(UTF_8);
    var random = new Random(20_260_101);
    int documents = 0;
    for (int round = 0; round < 20_000; round++) {
      Xml.Reading reading = Xml.read(mutated(sample, random), none());
      documents += reading instanceof Xml.Document ? 1 : 0;
    }
    assertTrue(documents > 100 && documents < 19_900, "mutations that matter: " + documents);
  }

  private static byte[] mutated(byte[] sample, Random random) {
    var out = new ByteArrayOutputStream();
    int from = random.nextInt(4) == 0 ? random.nextInt(sample.length) : 0;
    int to = random.nextInt(4) == 0 ? random.nextInt(sample.length) : sample.length;
    out.write(sample, Math.min(from, to), Math.abs(to - from));
    byte[] octets = out.toByteArray();
    for (int i = random.nextInt(4); i > 0 && octets.length > 0; i--) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    return octets;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static Xml.Reading read(String document) {
    return Xml.read(document.getBytes(UTF_8), none());
  }

  private static XmlElement root(String document) {
    return root(read(document));
  }

  private static XmlElement root(Xml.Reading reading) {
    return assertInstanceOf(Xml.Document.class, reading).root();
  }

  private static void assertBroken(Xml.Reason reason, Xml.Reading reading) {
    assertEquals(new Xml.Broken(reason), reading);
  }

  private static void assertBrokenQuickly(Xml.Reason reason, String document) {
    assertTimeoutPreemptively(QUICKLY, () -> assertBroken(reason, read(document)));
  }
}
