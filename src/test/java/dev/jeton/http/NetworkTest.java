package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  private static Network network(String text) {
    return Network.of(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
    "10.0.0.128/25, 10.0.0.128, 10.0.0.127",
    "192.0.2.7, 192.0.2.7, 192.0.2.6",
    "192.0.2.6/31, 192.0.2.7, 192.0.2.8",
    "0.0.0.0/0, 255.255.255.255, ::1",
    "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::",
    "::1, ::1, ::2",
    "::/0, ffff::, 127.0.0.1",
    "fe80::/10, febf::1, fec0::1"
  })
  void itHoldsWhatBeginsWithItsBits(String text, String inside, String outside) {
    assertTrue(network(text).contains(InetAddress.ofLiteral(inside)));
    assertFalse(network(text).contains(InetAddress.ofLiteral(outside)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0.0/08",
        "10.0.0.0/-1",
        "10.0.0/8",
        "10/8",
        "010.0.0.0/8",
        "256.0.0.0",
        "2001:db8::/129",
        "2001:db8::1/32",
        "fe80::1%lo",
        "localhost",
        "example.org/8",
        "10.0.0.0/8/8",
        "::g",
        "1:2"
      })
  void whatIsNoneIsNotRead(String text) {
    assertEquals(Optional.empty(), Network.of(text));
  }

  @Test
  void itsTextReadsAsItself() {
    assertEquals("10.0.0.0/8", network("10.0.0.0/8").toString());
    assertEquals(network("2001:db8::/32"), network(network("2001:db8::/32").toString()));
  }

  @Test
  void aClientHasAnAddressOrA64() {
    assertEquals(network("192.0.2.7/32"), Network.around(InetAddress.ofLiteral("192.0.2.7")));
    assertEquals(
        network("2001:db8:1:2::/64"), Network.around(InetAddress.ofLiteral("2001:db8:1:2:3::4")));
  }

  @Test
  void bitsBehindThePrefixAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Network(InetAddress.ofLiteral("10.0.0.1"), 8));
  }
}
