package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.Trust;
import dev.jeton.http.ClientCertificates.Demand;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients with a certificate, with a wrong one and with none, on both kinds of TLS. */
@SuppressWarnings("NullAway.Init") // made before each test
@Timeout(60)
final class ClientCertificatesTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  @TempDir private Path folder;
  private TlsIdentity server;
  private Path authority;
  private TlsIdentity right;
  private TlsIdentity wrong;

  @BeforeEach
  void issue() throws IOException {
    var servers = new Certified(Files.createDirectory(folder.resolve("server")));
    servers.issue();
    server = servers.source().read();
    authority = servers.authority();
    var clients = new Certified(Files.createDirectory(folder.resolve("clients")));
    clients.client("till 7");
    right = clients.source().read();
    var others = new Certified(Files.createDirectory(folder.resolve("others")));
    others.client("till 7");
    wrong = others.source().read();
  }

  private EchoServer serving(Demand demand, Transports transports) throws IOException {
    var clients = ClientCertificates.read(demand, folder.resolve("clients/ca.pem"));
    return EchoServer.secure(
        HttpConfig.DEFAULT, new Tls(server, clients, Optional.empty()), transports);
  }

  private SSLContext showing(Optional<TlsIdentity> own) throws IOException {
    return Trust.in(
        authority,
        own.map(identity -> new KeyManager[] {new Always(identity)}).orElse(new KeyManager[0]));
  }

  /** Of the client's file, as {@code openssl x509 -outform DER} and SHA-256 give it. */
  private String thumbprint() throws Exception {
    String pem = Files.readString(folder.resolve("clients/chain.pem"));
    String first = pem.substring(pem.indexOf("-----\n") + 6, pem.indexOf("\n-----END"));
    byte[] der = Base64.getMimeDecoder().decode(first);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(der);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static String ask(SSLContext context, EchoServer server, String version)
      throws IOException {
    var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", server.port());
    socket.setEnabledProtocols(new String[] {version});
    try (var client = new RawClient(socket)) {
      client.send(GET);
      return client.rest();
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, NATIVE", "TLSv1.3, NATIVE", "TLSv1.2, JDK", "TLSv1.3, JDK"})
  void aRightCertificateIsTakenAndItsSubjectTold(String version, Transports transports)
      throws Exception {
    for (Demand demand : List.of(Demand.REQUEST, Demand.REQUIRE)) {
      try (EchoServer echo = serving(demand, transports)) {
        SSLContext context = showing(Optional.of(right));
        for (int i = 0; i < 2; i++) { // the second resumes the first's session
          assertTrue(ask(context, echo, version).startsWith("HTTP/1.1 200 "));
          assertEquals(
              Optional.of(new Request.Certificate("O=Jeton,CN=till 7", thumbprint())),
              echo.asked.take().origin().certificate());
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, NATIVE", "TLSv1.3, NATIVE", "TLSv1.2, JDK", "TLSv1.3, JDK"})
  void aWrongCertificateIsNever(String version, Transports transports) throws Exception {
    for (Demand demand : List.of(Demand.REQUEST, Demand.REQUIRE)) {
      try (EchoServer echo = serving(demand, transports)) {
        SSLContext context = showing(Optional.of(wrong));
        assertEquals("", askOrFail(context, echo, version));
        assertTrue(echo.asked.isEmpty());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Transports.class)
  void whoShowsNoneIsServedWhereItIsOnlyAskedFor(Transports transports) throws Exception {
    try (EchoServer echo = serving(Demand.REQUEST, transports)) {
      String answer = ask(showing(Optional.empty()), echo, "TLSv1.3");
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertEquals(Optional.empty(), echo.asked.take().origin().certificate());
    }
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, NATIVE", "TLSv1.3, NATIVE", "TLSv1.2, JDK", "TLSv1.3, JDK"})
  void whoShowsNoneIsNotServedWhereItIsRequired(String version, Transports transports)
      throws Exception {
    try (EchoServer echo = serving(Demand.REQUIRE, transports)) {
      assertEquals("", askOrFail(showing(Optional.empty()), echo, version));
      assertTrue(echo.asked.isEmpty());
    }
  }

  @Test
  void aNewServerCertificateLeavesTheDemandAsItIs() throws Exception {
    try (EchoServer echo = serving(Demand.REQUIRE, Transports.NATIVE)) {
      echo.show(server);
      assertEquals("", askOrFail(showing(Optional.empty()), echo, "TLSv1.3"));
      assertTrue(ask(showing(Optional.of(right)), echo, "TLSv1.3").startsWith("HTTP/1.1 200 "));
    }
  }

  /** For want of anybody to trust, all of the JDK's authorities would be read: here, a wreck. */
  @ParameterizedTest
  @EnumSource(Transports.class)
  void aListenerThatAsksNobodyTrustsNobody(Transports transports) throws Exception {
    Path wreck = Files.writeString(folder.resolve("cacerts"), "no key store");
    SSLContext context = showing(Optional.of(right));
    System.setProperty("javax.net.ssl.trustStore", wreck.toString());
    try (EchoServer echo = EchoServer.secure(HttpConfig.DEFAULT, Tls.of(server), transports)) {
      for (int i = 0; i < 2; i++) {
        assertTrue(ask(context, echo, "TLSv1.3").startsWith("HTTP/1.1 200 "));
        assertEquals(Optional.empty(), echo.asked.take().origin().certificate());
        echo.show(server);
      }
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
    }
    X509TrustManager trust = Tls.of(server).clients().trust();
    assertEquals(0, trust.getAcceptedIssuers().length);
    X509Certificate[] chain = new OneKey(right).getCertificateChain("server");
    assertThrows(Exception.class, () -> trust.checkClientTrusted(chain, "EC"));
  }

  @Test
  void aDemandWithoutAnAuthorityIsNoSuch() {
    assertThrows(
        IllegalArgumentException.class, () -> new ClientCertificates(Demand.REQUEST, List.of()));
  }

  /** A handshake that fails on either side, early or late, is no answer. */
  private static String askOrFail(SSLContext context, EchoServer server, String version) {
    try {
      return ask(context, server, version);
    } catch (IOException _) {
      return "";
    }
  }

  /** Shows its certificate whoever asks, also to a server that names other authorities. */
  private static final class Always extends X509ExtendedKeyManager {
    private final OneKey key;

    Always(TlsIdentity identity) {
      key = new OneKey(identity);
    }

    @Override
    public String chooseClientAlias(
        String[] types, java.security.Principal[] issuers, Socket socket) {
      return "server";
    }

    @Override
    public String[] getClientAliases(String type, java.security.Principal[] issuers) {
      return new String[] {"server"};
    }

    @Override
    public String chooseServerAlias(String type, java.security.Principal[] issuers, Socket socket) {
      throw new AssertionError("a client");
    }

    @Override
    public String[] getServerAliases(String type, java.security.Principal[] issuers) {
      throw new AssertionError("a client");
    }

    @Override
    public java.security.cert.X509Certificate[] getCertificateChain(String alias) {
      return key.getCertificateChain(alias);
    }

    @Override
    public java.security.PrivateKey getPrivateKey(String alias) {
      return key.getPrivateKey(alias);
    }
  }
}
