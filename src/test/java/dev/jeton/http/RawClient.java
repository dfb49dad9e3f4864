package dev.jeton.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * A connection that sends the very octets it is told and shows the very octets it gets, as ISO
 * 8859-1.
 */
final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final InputStream in;

  RawClient(int port) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** From another address of this machine, such as 127.0.0.2. */
  RawClient(int port, String from) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0));
  }

  RawClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
  }

  void send(String octets) throws IOException {
    send(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /** Ends our side: nothing more will be sent. */
  void end() throws IOException {
    socket.shutdownOutput();
  }

  /** One answer: its head, and the body that its Content-Length announces. */
  String answer() throws IOException {
    String head = head();
    int at = head.toLowerCase(Locale.ROOT).indexOf("content-length: ");
    if (at < 0) {
      return head;
    }
    int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
    return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Everything up to the empty line. */
  String head() throws IOException {
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the connection ended behind: " + head);
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  /** The sum of so many octets, taken as signed. */
  long sum(long octets) throws IOException {
    byte[] part = new byte[64 * 1024];
    long sum = 0;
    for (long left = octets; left > 0; ) {
      int read = in.read(part, 0, (int) Math.min(left, part.length));
      if (read < 0) {
        throw new IOException(left + " octets are missing");
      }
      for (int i = 0; i < read; i++) {
        sum += part[i];
      }
      left -= read;
    }
    return sum;
  }

  /**
   * Everything up to the end of the connection.
   *
   * @throws SocketTimeoutException if it does not end
   */
  String rest() throws IOException {
    var rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException _) {
      // A reset ends it, too.
    }
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
