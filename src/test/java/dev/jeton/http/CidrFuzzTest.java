package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A block of addresses is read as it is written, and holds its own first address alone of those it
 * should.
 */
final class CidrFuzzTest {
  static Stream<byte[]> blocks() {
    return Stream.of(
            "10.0.0.0/8",
            "0.0.0.0/0",
            "::/0",
            "2001:db8::/32",
            "::ffff:1.2.3.4/128",
            "127.0.0.1",
            "1.2.3.4/33",
            "010.0.0.1",
            "fe80::1%1",
            "1::2::3",
            "::1.2.3.4/64")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("blocks")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    Optional<Cidr> read = Cidr.of(text);
    read.ifPresent(
        block -> {
          assertEquals(read, Cidr.of(block.toString()));
          assertTrue(block.contains(block.address()));
          int all = block.address().getAddress().length * 8;
          assertEquals(block.bits() == 0, block.contains(flipped(block, 0)));
          if (block.bits() < all) {
            assertTrue(block.contains(flipped(block, all - 1)));
          } else {
            assertFalse(block.contains(flipped(block, all - 1)));
          }
        });
    Cidr.address(text).ifPresent(address -> assertTrue(read.isPresent()));
  }

  private static java.net.InetAddress flipped(Cidr block, int bit) {
    byte[] octets = block.address().getAddress();
    octets[bit / 8] ^= (byte) (0x80 >> bit % 8);
    try {
      return java.net.InetAddress.getByAddress(octets);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
