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

final class CidrTest {
  private static Cidr block(String text) {
    return Cidr.of(text).orElseThrow();
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
    assertTrue(block(text).contains(InetAddress.ofLiteral(inside)));
    assertFalse(block(text).contains(InetAddress.ofLiteral(outside)));
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
    assertEquals(Optional.empty(), Cidr.of(text));
  }

  @Test
  void itsTextReadsAsItself() {
    assertEquals("10.0.0.0/8", block("10.0.0.0/8").toString());
    assertEquals(block("2001:db8::/32"), block(block("2001:db8::/32").toString()));
  }

  @Test
  void bitsBehindThePrefixAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Cidr(InetAddress.ofLiteral("10.0.0.1"), 8));
  }
}
