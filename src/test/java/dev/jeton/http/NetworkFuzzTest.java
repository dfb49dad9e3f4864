package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A network is read as it is written, and holds its own first address alone of those it should. */
final class NetworkFuzzTest {
  static Stream<byte[]> networks() {
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

  @MethodSource("networks")
  @FuzzTest
  void readsWhatIsWrittenAgainTheSame(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    Optional<Network> read = Network.of(text);
    read.ifPresent(
        network -> {
          assertEquals(read, Network.of(network.toString()));
          assertTrue(network.contains(network.address()));
          Network around = Network.around(network.address());
          assertTrue(around.contains(network.address()));
          int all = network.address().getAddress().length * 8;
          assertEquals(network.bits() == 0, network.contains(flipped(network, 0)));
          if (network.bits() < all) {
            assertTrue(network.contains(flipped(network, all - 1)));
          } else {
            assertFalse(network.contains(flipped(network, all - 1)));
          }
        });
    Network.address(text).ifPresent(address -> assertTrue(read.isPresent()));
  }

  private static java.net.InetAddress flipped(Network network, int bit) {
    byte[] octets = network.address().getAddress();
    octets[bit / 8] ^= (byte) (0x80 >> bit % 8);
    try {
      return java.net.InetAddress.getByAddress(octets);
    } catch (java.net.UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
