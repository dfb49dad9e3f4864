package dev.jeton.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * zeep and PHP's SoapClient, which know the WSDL of the server behind alone, log in here and call
 * an operation of that server, which is PHP's SoapServer.
 */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class RelayedClientsTest {
  private static final Path SCRIPTS =
      Path.of("src/test/resources/dev/jeton/clients").toAbsolutePath();
  private static final String PASSWORD = "& + = < € ‹";

  @TempDir private static Path folder;
  private static Process behind;
  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Path config =
        Files.writeString(
            folder.resolve("jeton.yaml"),
            "nout: {upstream: {url: \"http://127.0.0.1:" + port + "\", wsdl: backend}}\n");
    server = ServerProcess.start(folder.resolve("data"), "--config", config.toString());
    server.jeton(
        PASSWORD + "\n",
        "account",
        "add",
        "superviseur",
        "--dialect",
        "nout",
        "--digest",
        "--password-stdin");
    Files.writeString(folder.resolve("backstage.wsdl"), wsdl("http://127.0.0.1:" + port + "/"));
    behind =
        new ProcessBuilder(
                "php",
                "-d",
                "post_max_size=64M",
                "-S",
                "127.0.0.1:" + port,
                SCRIPTS.resolve("backstage.php").toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("php.log").toFile())
            .start();
    while (behind.isAlive()) {
      try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        break;
      } catch (IOException _) {
        Thread.onSpinWait(); // it is starting
      }
    }
    assertTrue(behind.isAlive(), "php did not start");
  }

  @AfterAll
  static void stop() throws InterruptedException {
    behind.destroy();
    behind.waitFor();
    server.close();
  }

  /** The vendor's: the session's operations, and one more. */
  private static String wsdl(String address) throws Exception {
    String own = Files.readString(Path.of("src/main/java/dev/jeton/dialect/nout/Wsdl.java"));
    int from = own.indexOf("<?xml");
    return own.substring(from, own.indexOf("\"\"\"", from))
        .stripIndent()
        .replace("ADDRESS", address)
        .replace(
            "<xsd:element name=\"APIUUID\"",
            """
            <xsd:element name="Search"><xsd:complexType><xsd:sequence>
              <xsd:element name="What" type="xsd:string"/>
            </xsd:sequence></xsd:complexType></xsd:element>
            <xsd:element name="SearchResponse"><xsd:complexType><xsd:sequence>
              <xsd:element name="Found" type="xsd:string"/>
            </xsd:sequence></xsd:complexType></xsd:element>
            <xsd:element name="APIUUID\"""")
        .replace(
            "<portType name=\"SimaxServicePortType\">",
            """
            <message name="SearchIn"><part name="parameters" element="tns:Search"/></message>
            <message name="SearchOut"><part name="parameters" element="tns:SearchResponse"/></message>
            <portType name="SimaxServicePortType">
              <operation name="Search">
                <input message="tns:SearchIn"/><output message="tns:SearchOut"/>
              </operation>
            """)
        .replace(
            "transport=\"http://schemas.xmlsoap.org/soap/http\"/>",
            """
            transport="http://schemas.xmlsoap.org/soap/http"/>
              <operation name="Search">
                <soap:operation soapAction="Search" style="document"/>
                <input>
                  <soap:body use="literal"/>
                  <soap:header message="tns:Headers" part="SessionToken" use="literal"/>
                </input>
                <output><soap:body use="literal"/></output>
              </operation>
            """);
  }

  private static List<String> run(String interpreter, String script) {
    Program run =
        Program.run(
            PASSWORD,
            List.of(
                interpreter,
                SCRIPTS.resolve(script).toString(),
                server.https() + "/getwsdl",
                server.authority().toString()));
    String text =
        new String(run.out().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    assertEquals(0, run.exitCode(), text);
    return text.lines().toList();
  }

  private static void assertRelayed(List<String> lines) throws IOException {
    assertEquals(
        """
        Search žluť for superviseur
        Search 2000016
        Search fault SOAP-ENV:Server: the stage is on fire
        Search fault env:Client: 849347992(12|1432)<br />Le jeton a expiré
        Search fault env:Client: 849347991(12|1431)<br />Le jeton est inconnu""",
        String.join("\n", lines));
    // Whom we refuse does not come there.
    assertEquals(
        List.of("superviseur 6", "superviseur 2000000"),
        Files.readAllLines(folder.resolve("asked")));
    Files.delete(folder.resolve("asked"));
  }

  @Test
  void zeepLogsInHereAndCallsTheServerBehind() throws IOException {
    assertRelayed(run("/usr/bin/python3", "relay.py"));
  }

  @Test
  void phpLogsInHereAndCallsTheServerBehind() throws IOException {
    assertRelayed(run("php", "relay.php"));
  }
}
