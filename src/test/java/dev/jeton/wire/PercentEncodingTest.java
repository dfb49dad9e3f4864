package dev.jeton.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jeton.wire.PercentEncoding.Pair;
import dev.jeton.wire.PercentEncoding.Plus;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PercentEncodingTest {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");

  @Test
  void octetsAreDecodedExactlyWhateverTheyAre() {
    byte[] want = {0, 'a', (byte) 0xFF, '%', '+', (byte) 0xE9};
    assertArrayEquals(want, PercentEncoding.octets("%00a%ff%25+\u00E9", Plus.ITSELF).orElseThrow());
  }

  @Test
  void plusIsABlankOnlyWhereItIsAskedToBe() {
    assertEquals(Optional.of("a b+c"), utf8("a+b%2Bc", Plus.BLANK));
    assertEquals(Optional.of("a+b+c"), utf8("a+b%2Bc", Plus.ITSELF));
  }

  @Test
  void textIsReadInTheCharsetThatTheDialectNames() {
    assertEquals(
        Optional.of("& + = < ž € ‹"),
        utf8("%26%20%2B%20%3D%20%3C%20%C5%BE%20%E2%82%AC%20%E2%80%B9", Plus.ITSELF));
    assertEquals(
        Optional.of("& + = < ž € ‹"),
        PercentEncoding.text("%26%20%2B%20%3D%20%3C%20%9E%20%80%20%8B", WINDOWS_1252, Plus.ITSELF));
    assertEquals(
        Optional.of("ž€‹č"), PercentEncoding.text("%9E%80%8B%E8", WINDOWS_1250, Plus.ITSELF));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"%", "%4", "%zz", "%4z", "%-1", "%+1", "a%", "%C5%BE%", "\u20AC", "%\uFF11\uFF11"})
  void whatIsNotEncodedIsEmpty(String text) {
    assertFalse(PercentEncoding.octets(text, Plus.ITSELF).isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%E9", "%C3", "%ED%A0%80", "%C0%AF", "%F5%80%80%80", "\u00E9"})
  void octetsThatAreNoTextAreEmptyAndNeverTheReplacementCharacter(String text) {
    assertEquals(Optional.empty(), utf8(text, Plus.ITSELF));
  }

  @Test
  void aCharsetWithHolesRefusesThem() {
    assertEquals(Optional.empty(), PercentEncoding.text("%81", WINDOWS_1252, Plus.ITSELF));
    assertEquals(Optional.empty(), PercentEncoding.text("%98", WINDOWS_1250, Plus.ITSELF));
  }

  @Test
  void pairsAreSplitOnAmpersandsAloneAndKeepTheirOrderAndTheirDoubles() {
    assertEquals(
        List.of(
            new Pair("usr", "a;b%26"),
            new Pair("usr", ""),
            new Pair("flag", ""),
            new Pair("", "x"),
            new Pair("t", "=1=")),
        PercentEncoding.pairs("usr=a;b%26&&usr=&flag&=x&t==1=&"));
    assertEquals(List.of(), PercentEncoding.pairs(""));
  }

  @Test
  void aPairDoesNotPrintItself() {
    assertEquals("[Pair[hidden]]", PercentEncoding.pairs("password=test").toString());
  }

  private static Optional<String> utf8(String text, Plus plus) {
    return PercentEncoding.text(text, StandardCharsets.UTF_8, plus);
  }
}
