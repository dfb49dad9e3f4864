package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which group the server exchanges keys in, read off its ServerHello (RFC 8446, 4.1.3), which is in
 * clear. The client is BoringSSL, since neither Debian's OpenSSL nor Java 25 offers the hybrid one.
 */
@SuppressWarnings("NullAway.Init") // made before the tests run
@Timeout(60)
final class KeyExchangeTest {
  private static final int X25519 = 0x001d;
  private static final int P_256 = 0x0017;

  /** IANA's number of the hybrid of X25519 and ML-KEM-768. */
  private static final int X25519_MLKEM768 = 0x11ec;

  private static final int HANDSHAKE = 22;
  private static final int SERVER_HELLO = 2;
  private static final int KEY_SHARE = 51;

  @TempDir private static Path folder;
  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    assertTrue(OpenSsl.isAvailable(), "BoringSSL is on the class path");
    server =
        EchoServer.secure(
            HttpConfig.DEFAULT,
            TlsIdentity.kept(folder, List.of(), new SecureRandom(), InstantSource.system()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whoOffersTheHybridGetsIt() throws Exception {
    assertEquals(X25519_MLKEM768, group("X25519MLKEM768"));
    assertEquals(X25519_MLKEM768, group("X25519MLKEM768", "X25519"));
    assertEquals(X25519_MLKEM768, group("X25519", "X25519MLKEM768"), "the server's order counts");
  }

  @Test
  void whoDoesNotIsServedWithoutIt() throws Exception {
    assertEquals(X25519, group("X25519"));
    assertEquals(P_256, group("P-256"));
  }

  /** Sends a ClientHello that offers these, and reads what the server answers. */
  private static int group(String... offered) throws Exception {
    SSLEngine engine =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.OPENSSL)
            .protocols("TLSv1.3")
            .option(OpenSslContextOption.GROUPS, offered)
            .build()
            .newEngine(ByteBufAllocator.DEFAULT);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.beginHandshake();
    engine.wrap(ByteBuffer.allocate(0), hello);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(hello.array(), 0, hello.position());
      return keyShare(new DataInputStream(socket.getInputStream()));
    } finally {
      engine.closeOutbound();
      io.netty.util.ReferenceCountUtil.release(engine);
    }
  }

  private static int keyShare(DataInputStream in) throws Exception {
    assertEquals(HANDSHAKE, in.readUnsignedByte());
    in.skipNBytes(2 + 2); // version and length of the record
    assertEquals(SERVER_HELLO, in.readUnsignedByte());
    in.skipNBytes(3 + 2 + 32); // length, version, random
    in.skipNBytes(in.readUnsignedByte()); // session id
    in.skipNBytes(2 + 1); // suite, compression
    int left = in.readUnsignedShort();
    while (left > 0) {
      int type = in.readUnsignedShort();
      int length = in.readUnsignedShort();
      if (type == KEY_SHARE) {
        return in.readUnsignedShort();
      }
      in.skipNBytes(length);
      left -= 4 + length;
    }
    throw new AssertionError("the ServerHello has no key_share");
  }
}
