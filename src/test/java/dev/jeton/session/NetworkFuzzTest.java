package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** An address is of one network, which has one spelling, and is not long. */
final class NetworkFuzzTest {
  static Stream<byte[]> addresses() {
    return Stream.of(
            "192.0.2.7",
            "2001:db8::1",
            "fe80::1%eth0",
            "::ffff:192.0.2.7",
            "::",
            "1.2",
            "x/y",
            "%",
            "2001:0db8:0000:0001::/64")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("addresses")
  @FuzzTest
  void hasOneSpelling(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Network network = Network.of(text);
    assertTrue(network.text().length() <= 64);
    assertEquals(network, Network.of(text + "%zone"));
    if (Network.isSpelling(text)) {
      Network spelt = Network.ofSpelling(text);
      assertTrue(Network.isSpelling(spelt.text()), spelt.text());
      assertEquals(spelt, Network.ofSpelling(spelt.text()));
      assertTrue(
          spelt.text().matches("([0-9]{1,3}\\.){3}[0-9]{1,3}|([0-9a-f]{4}:){4}:/64"), spelt.text());
    }
  }
}
