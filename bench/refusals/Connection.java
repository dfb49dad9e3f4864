import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** One TLS connection to a server, kept alive. */
final class Connection implements AutoCloseable {
  private static final Pattern CHANGING =
      Pattern.compile("(?i)\r\n(date|retry-after): [^\r]*|DATEHEURE=\"\\d+\"|\\d+ seconds?");

  private final SSLSocket socket;
  private final InputStream in;
  private final OutputStream out;

  Connection(Server server) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(server.data().resolve("tls/ca.pem"))) {
      trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    socket = (SSLSocket) tls.getSocketFactory().createSocket("localhost", server.httpsPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
    out = socket.getOutputStream();
  }

  /**
   * What came back.
   *
   * @param nanos how long it took
   * @param answer without what changes from one to the next by itself
   */
  record Sample(long nanos, String answer) {}

  Sample ask(byte[] request) throws IOException {
    long start = System.nanoTime();
    out.write(request);
    out.flush();
    var head = new StringBuilder();
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("closed after " + head);
      }
      head.append((char) octet);
    }
    int length = Integer.parseInt(head.toString().replaceAll("(?is).*\r\ncontent-length: (\\d+).*", "$1"));
    byte[] body = in.readNBytes(length);
    long nanos = System.nanoTime() - start;
    String answer = CHANGING.matcher(head + new String(body, StandardCharsets.UTF_8)).replaceAll("");
    return new Sample(nanos, answer);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

