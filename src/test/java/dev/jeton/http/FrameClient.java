package dev.jeton.http;

import dev.jeton.http.Frames.Frame;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** An HTTP/2 client that sends the very frames it is told and shows those that it gets. */
final class FrameClient implements AutoCloseable {
  private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private final SSLSocket socket;
  private final DataInputStream in;

  /** Says hello with these settings. */
  FrameClient(Path authority, int port, byte[] settings) throws Exception {
    socket = CertificateReloadTest.connect(authority, port, "h2");
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    send(PREFACE.getBytes(StandardCharsets.US_ASCII));
    send(Frames.frame(Frames.SETTINGS, 0, 0, settings));
  }

  FrameClient(Path authority, int port) throws Exception {
    this(authority, port, new byte[0]);
  }

  /** Sends it, unless the server has hung up already. */
  void send(byte[] octets) throws IOException {
    try {
      socket.getOutputStream().write(octets);
      socket.getOutputStream().flush();
    } catch (SocketException | SSLException _) {
      // whoever reads will see the end
    }
  }

  /** A request without a body. */
  void ask(int stream, byte[] fields) throws IOException {
    send(Frames.frame(Frames.HEADERS, Frames.END_STREAM | Frames.END_HEADERS, stream, fields));
  }

  /** The next frame of these types; others are passed over. */
  Frame next(Integer... types) throws IOException {
    while (true) {
      Frame frame = read();
      if (List.of(types).contains(frame.type())) {
        return frame;
      }
    }
  }

  /** All that come until the connection ends. */
  List<Frame> rest() throws IOException {
    var frames = new ArrayList<Frame>();
    try {
      while (true) {
        frames.add(read());
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException _) {
      return frames; // a reset ends it, too
    }
  }

  private Frame read() throws IOException {
    int first = in.read();
    if (first < 0) {
      throw new EOFException("the connection ended");
    }
    int length = first << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    return new Frame(type, flags, stream, in.readNBytes(length));
  }

  /** Hangs up without a word. */
  void leave() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
