package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that come compressed. */
final class InflatingTest {
  @SuppressWarnings("NullAway.Init") // made before the tests run
  private static EchoServer server;

  @BeforeAll
  static void start() throws IOException {
    server = EchoServer.plain();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private interface Coding {
    OutputStream over(OutputStream out) throws IOException;
  }

  private static byte[] coded(Coding coding, String text) throws IOException {
    var out = new ByteArrayOutputStream();
    try (OutputStream coded = coding.over(out)) {
      coded.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }

  private static String post(String coding, byte[] body) throws IOException {
    try (RawClient client = server.connect()) {
      client.send(
          "POST / HTTP/1.1\r\nHost: h\r\nContent-Encoding: "
              + coding
              + "\r\nConnection: close\r\nContent-Length: "
              + body.length
              + "\r\n\r\n");
      client.send(body);
      return client.rest();
    }
  }

  @Test
  void gzipAndDeflateAreUndone() throws IOException {
    assertTrue(post("gzip", coded(GZIPOutputStream::new, "squeezed")).endsWith(" squeezed"));
    assertTrue(post("X-GZIP", coded(GZIPOutputStream::new, "squeezed")).endsWith(" squeezed"));
    assertTrue(post("deflate", coded(DeflaterOutputStream::new, "squeezed")).endsWith(" squeezed"));
    assertTrue(post("identity", new byte[] {'a'}).endsWith(" a"));
  }

  @Test
  void aBombIsRefusedAtTheLimit() throws IOException {
    byte[] bomb = coded(GZIPOutputStream::new, "\0".repeat(64 * 1024 * 1024));
    assertTrue(post("gzip", bomb).startsWith("HTTP/1.1 413 "));
    byte[] full = coded(GZIPOutputStream::new, "a".repeat(256 * 1024));
    assertTrue(post("gzip", full).startsWith("HTTP/1.1 200 "));
    byte[] over = coded(GZIPOutputStream::new, "a".repeat(256 * 1024 + 1));
    assertTrue(post("gzip", over).startsWith("HTTP/1.1 413 "));
  }

  @Test
  void whatCannotBeUndoneIsRefused() throws IOException {
    byte[] whole = coded(GZIPOutputStream::new, "squeezed");
    byte[] torn = java.util.Arrays.copyOf(whole, whole.length - 9);
    byte[] flipped = whole.clone();
    flipped[12] ^= 0x55;
    byte[] wrongSum = whole.clone();
    wrongSum[wrongSum.length - 6] ^= 1;
    for (byte[] corrupt : new byte[][] {torn, flipped, wrongSum, {1, 2, 3}}) {
      String answer = post("gzip", corrupt);
      assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }
    assertTrue(post("deflate", new byte[] {1, 2, 3}).startsWith("HTTP/1.1 400 "));
  }
}
