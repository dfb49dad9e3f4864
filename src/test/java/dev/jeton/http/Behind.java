package dev.jeton.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.LinkedBlockingQueue;

/** A server behind that says on each connection the very octets that its script says. */
final class Behind implements AutoCloseable {
  /** What it does with a connection, from its side. */
  @FunctionalInterface
  interface Script {
    void play(RawClient client) throws Exception;
  }

  /** What it was told, and what became of its scripts. */
  final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private final ServerSocket listening;

  Behind(Script script) throws IOException {
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(script));
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofVirtual().start(() -> play(socket, script));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void play(Socket socket, Script script) {
    try (var client = new RawClient(socket)) {
      script.play(client);
    } catch (IOException e) {
      heard.add("ended: " + e.getMessage());
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
