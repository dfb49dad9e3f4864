package dev.jeton.dialect;

import dev.jeton.Trust;
import dev.jeton.http.DialectHandler;
import dev.jeton.http.Handler;
import dev.jeton.http.HttpConfig;
import dev.jeton.http.Listener;
import dev.jeton.http.Listeners;
import dev.jeton.http.Tls;
import dev.jeton.http.TlsIdentity;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Real listeners on this machine, over TLS and plain, around whatever house is to answer next; and
 * a client that sends requests to them octet by octet.
 */
final class SocketServer implements AutoCloseable {
  private static final String NAME = "dialect";
  private static final int PATIENCE_MILLIS = 20_000;

  /** What the listener adds to a dialect's reply. */
  private static final Set<String> LISTENERS_OWN = Set.of("Content-Length", "Date", "Connection");

  private final SSLContext trust;
  private final Listeners https;
  private final Listeners http;
  private volatile Handler handler =
      _ -> {
        throw new IllegalStateException("no house yet");
      };

  /**
   * Listens on free ports.
   *
   * @param folder for the certificates
   */
  SocketServer(Path folder) throws IOException {
    TlsIdentity identity =
        TlsIdentity.kept(folder, List.of(), new SecureRandom(), InstantSource.system());
    this.trust = Trust.in(folder.resolve("ca.pem"));
    this.https = listen("https://localhost:8443", Optional.of(identity));
    this.http = listen("http://localhost:8052", Optional.empty());
  }

  /** From now on this house answers. */
  void serve(SampleHouse house) {
    handler = new DialectHandler(house.surfaces(), house.service());
  }

  /** Sends a request the way it says it came in, and reads the reply. */
  Reply exchange(Request request) {
    try (Socket socket = connect(request.origin())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(written(request));
      return parsed(socket.getInputStream().readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    https.close();
    http.close();
  }

  /**
   * Listens on any free port, under the address that the house names, so that served WSDLs are
   * those of the files.
   */
  private Listeners listen(String base, Optional<TlsIdentity> tls) throws IOException {
    HttpConfig usual = HttpConfig.DEFAULT;
    return Listeners.start(
        List.of(
            new Listener(NAME, "127.0.0.1", 0, tls.map(Tls::of), request -> handler.take(request))),
        new HttpConfig(Optional.of(base), usual.hosts(), usual.limits(), usual.drain()),
        _ -> {},
        InstantSource.system());
  }

  private Socket connect(Request.Origin origin) throws IOException {
    var plain = new Socket();
    // Every address of 127.0.0.0/8 is this machine: the last octet tells callers apart.
    String own = "127.0.0" + origin.address().substring(origin.address().lastIndexOf('.'));
    plain.bind(new InetSocketAddress(InetAddress.getByName(own), 0));
    int port = (origin.secure() ? https : http).port(NAME);
    plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
    return origin.secure()
        ? trust.getSocketFactory().createSocket(plain, "localhost", port, true)
        : plain;
  }

  private static byte[] written(Request request) throws IOException {
    var head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    for (Field field : request.headers().fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    if (request.body().length > 0) {
      head.append("Content-Length: ").append(request.body().length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    var octets = new ByteArrayOutputStream();
    octets.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    octets.write(request.body());
    return octets.toByteArray();
  }

  private static Reply parsed(byte[] octets) {
    if (octets.length == 0) {
      return Reply.silence();
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    int blank = text.indexOf("\r\n\r\n");
    List<String> head = text.substring(0, blank).lines().toList();
    List<Field> fields =
        head.stream()
            .skip(1)
            .map(line -> line.split(": ", 2))
            .filter(part -> LISTENERS_OWN.stream().noneMatch(part[0]::equalsIgnoreCase))
            .map(part -> new Field(part[0], part[1]))
            .toList();
    return new Reply(
        Integer.parseInt(head.getFirst().split(" ", 3)[1]),
        new Headers(fields),
        text.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1));
  }
}
