package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What sslscan finds on the TLS listener. */
@ExtendWith(House.Door.class)
final class SslscanTest {
  private static Document scan(House house) throws Exception {
    Program scan =
        Program.run(
            "",
            List.of("sslscan", "--xml=-", "--no-colour", URI.create(house.https()).getAuthority()));
    byte[] xml =
        scan.out().substring(scan.out().indexOf("<?xml")).getBytes(StandardCharsets.ISO_8859_1);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }

  private static Stream<Element> elements(Document report, String name) {
    NodeList found = report.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static List<String> told(Document report, String name, String... attributes) {
    return elements(report, name)
        .map(
            element ->
                String.join(" ", Stream.of(attributes).map(element::getAttribute).toList()).strip())
        .toList();
  }

  @Test
  void itFindsWhatIsStrongAndNothingElse(House house) throws Exception {
    Document report = scan(house);
    assertEquals(
        List.of("ssl 2 0", "ssl 3 0", "tls 1.0 0", "tls 1.1 0", "tls 1.2 1", "tls 1.3 1"),
        told(report, "protocol", "type", "version", "enabled"));
    assertEquals(
        List.of(
            "TLSv1.3 TLS_AES_128_GCM_SHA256",
            "TLSv1.3 TLS_AES_256_GCM_SHA384",
            "TLSv1.3 TLS_CHACHA20_POLY1305_SHA256",
            "TLSv1.2 ECDHE-ECDSA-AES128-GCM-SHA256",
            "TLSv1.2 ECDHE-ECDSA-AES256-GCM-SHA384",
            "TLSv1.2 ECDHE-ECDSA-CHACHA20-POLY1305"),
        told(report, "cipher", "sslversion", "cipher"));
    assertEquals(
        List.of("secp256r1", "secp384r1", "x25519"),
        new TreeSet<>(
                told(report, "group", "name").stream()
                    .map(name -> name.replaceAll(" .*", ""))
                    .toList())
            .stream().toList());
    assertEquals(List.of("0"), told(report, "renegotiation", "supported"));
    assertEquals(
        List.of("TLSv1.3 0", "TLSv1.2 0"), told(report, "heartbleed", "sslversion", "vulnerable"));
  }
}
