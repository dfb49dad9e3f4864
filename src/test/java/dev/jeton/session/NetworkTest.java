package dev.jeton.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class NetworkTest {
  @Test
  void anIpv4AddressIsItsOwnNetworkHoweverItIsWritten() {
    assertEquals("192.0.2.7", Network.of("192.0.2.7").text());
    assertEquals(Network.of("192.0.2.7"), Network.of("::ffff:192.0.2.7"));
    assertEquals(Network.of("192.0.2.7"), Network.of("::FFFF:c000:0207"));
  }

  @Test
  void anIpv6AddressBelongsToItsFirst64Bits() {
    assertEquals("2001:0db8:0000:0001::/64", Network.of("2001:db8:0:1::1").text());
    assertEquals(Network.of("2001:db8:0:1::1"), Network.of("2001:DB8:0:1:ffff:ffff:ffff:ffff"));
    assertEquals("fe80:0000:0000:0000::/64", Network.of("fe80::1%eth0").text());
    assertFalse(Network.of("2001:db8:0:1::1").equals(Network.of("2001:db8:0:2::1")));
  }

  @Test
  void whatIsNoAddressIsANetworkOfItsOwnAndBounded() {
    assertEquals("nowhere", Network.of("nowhere").text());
    assertEquals(64, Network.of("x".repeat(1000)).text().length());
  }

  @Test
  void aSpellingReadsAsTheNetworkThatItSpells() {
    for (String address : new String[] {"192.0.2.7", "2001:db8:0:1::1"}) {
      Network network = Network.of(address);
      assertTrue(Network.isSpelling(network.text()));
      assertEquals(network, Network.ofSpelling(network.text()));
    }
    assertFalse(Network.isSpelling("alice"));
    assertFalse(Network.isSpelling(""));
  }
}
