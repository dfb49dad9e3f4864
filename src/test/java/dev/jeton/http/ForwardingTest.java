package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jeton.wire.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who the client is, by what proxies say. 10.0.0.0/8 and fd00::/8 are ours. */
final class ForwardingTest {
  private static final ProxyConfig OURS =
      new ProxyConfig(
          ProxyConfig.Trust.ACCEPT,
          List.of(Cidr.of("10.0.0.0/8").orElseThrow(), Cidr.of("fd00::/8").orElseThrow()));

  /** As {@code address scheme host}; a dash for what was not told, "refused" if it is refused. */
  private static String told(ProxyConfig config, String peer, String fields) {
    var all = new ArrayList<Headers.Field>();
    for (String field : fields.split(" \\| ", -1)) {
      String[] parts = field.split(": ?", 2);
      if (parts.length == 2) {
        all.add(new Headers.Field(parts[0], parts[1]));
      }
    }
    return new Forwarding(config)
        .client(InetAddress.ofLiteral(peer), new Headers(all))
        .map(
            client ->
                client.address().getHostAddress()
                    + ' '
                    + client.secure().map(secure -> secure ? "https" : "http").orElse("-")
                    + ' '
                    + client.asked().map(asked -> asked.host() + ':' + asked.port()).orElse("-"))
        .orElse("refused");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '\'',
      value = {
        // nothing told
        "Host: a > 10.0.0.1 - -",
        // the older fields
        "X-Forwarded-For: 192.0.2.1 > 192.0.2.1 - -",
        "X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto: https > 192.0.2.1 https -",
        "x-forwarded-for: 192.0.2.1 | x-forwarded-proto: HTTP > 192.0.2.1 http -",
        "X-Forwarded-For: 192.0.2.1:4711 > 192.0.2.1 - -",
        "X-Forwarded-For: 2001:db8::1 > 2001:db8:0:0:0:0:0:1 - -",
        "X-Forwarded-For: [2001:db8::1]:80 > 2001:db8:0:0:0:0:0:1 - -",
        "X-Forwarded-Host: A.example:444 > 10.0.0.1 - a.example:444",
        "X-Forwarded-Proto: https > 10.0.0.1 https -",
        "X-Forwarded-Proto: https, https | X-Forwarded-Proto: https > 10.0.0.1 https -",
        // the first from the right that is not ours; what it says of others is not looked at
        "X-Forwarded-For: 6.6.6.6, 192.0.2.1 > 192.0.2.1 - -",
        "X-Forwarded-For: 6.6.6.6, 192.0.2.1, 10.0.0.7 > 192.0.2.1 - -",
        "X-Forwarded-For: 6.6.6.6, 192.0.2.1 | X-Forwarded-For: 10.0.0.7 > 192.0.2.1 - -",
        "X-Forwarded-For: junk, 192.0.2.1, 10.0.0.7 > 192.0.2.1 - -",
        "X-Forwarded-For: 10.0.0.8, 10.0.0.7 > 10.0.0.8 - -",
        "X-Forwarded-For: 192.0.2.1, fd00::1 > 192.0.2.1 - -",
        // what can't be read
        "X-Forwarded-For: > refused",
        "X-Forwarded-For: unknown > refused",
        "X-Forwarded-For: 192.0.2.1, > refused",
        "X-Forwarded-For: 192.0.2.300 > refused",
        "X-Forwarded-For: 192.0.2.1:x > refused",
        "X-Forwarded-For: [2001:db8::1 > refused",
        "X-Forwarded-For: [192.0.2.1] > refused",
        "X-Forwarded-For: localhost > refused",
        "X-Forwarded-Proto: ftp > refused",
        "X-Forwarded-Proto: > refused",
        "X-Forwarded-Proto: https, http > refused",
        "X-Forwarded-Host: a/b > refused",
        "X-Forwarded-Host: a, b > refused",
        // the standard one
        "Forwarded: for=192.0.2.1 > 192.0.2.1 - -",
        "Forwarded: For=192.0.2.1;Proto=https;Host=a.example > 192.0.2.1 https a.example:",
        "Forwarded: for=\"192.0.2.1:4711\" ; proto=http > 192.0.2.1 http -",
        "Forwarded: for=\"[2001:db8::1]:80\" > 2001:db8:0:0:0:0:0:1 - -",
        "Forwarded: for=\"[2001:db8::1]\";by=\"_secret\" > 2001:db8:0:0:0:0:0:1 - -",
        "Forwarded: for=6.6.6.6;proto=https, for=192.0.2.1;proto=http > 192.0.2.1 http -",
        "Forwarded: for=192.0.2.1;proto=https, for=10.0.0.7;proto=http > 192.0.2.1 https -",
        "Forwarded: for=192.0.2.1;proto=https | Forwarded: for=10.0.0.7 > 192.0.2.1 https -",
        "Forwarded: for=192.0.2.1;proto=https;host=\"a.example:444\", for=10.0.0.7;host=b >"
            + " 192.0.2.1 https a.example:444",
        "Forwarded: proto=https > 10.0.0.1 https -",
        "Forwarded: for=6.6.6.6, proto=https > 10.0.0.1 https -",
        "Forwarded: for=192.0.2.1;a=\"\\\"b,;\\\\\" > 192.0.2.1 - -",
        "Forwarded: , for=192.0.2.1,; > 192.0.2.1 - -",
        "Forwarded: for=unknown > refused",
        "Forwarded: for=_hidden > refused",
        "Forwarded: for=2001:db8::1 > refused",
        "Forwarded: for > refused",
        "Forwarded: for= > refused",
        "Forwarded: for=192.0.2.1;for=192.0.2.1 > refused",
        "Forwarded: for=192.0.2.1 proto=https > refused",
        "Forwarded: for=\"192.0.2.1 > refused",
        "Forwarded: for=\"192.0.2.1\\ > refused",
        "Forwarded: for=192.0.2.1;proto=gopher > refused",
        "Forwarded: for=192.0.2.1;host=\"a b\" > refused",
        // both
        "Forwarded: for=192.0.2.1 | X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto: https >"
            + " 192.0.2.1 https -",
        "Forwarded: for=192.0.2.1;proto=https | X-Forwarded-For: 192.0.2.1 > 192.0.2.1 https -",
        "Forwarded: for=192.0.2.1 | X-Forwarded-For: 192.0.2.2 > refused",
        "Forwarded: for=192.0.2.1;proto=https | X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto:"
            + " http > refused",
        "Forwarded: for=192.0.2.1 | X-Forwarded-Proto: https > refused",
        "Forwarded: for=192.0.2.1;host=a | X-Forwarded-For: 192.0.2.1 | X-Forwarded-Host: b >"
            + " refused"
      })
  void aProxyOfOursIsBelieved(String fields, String told) {
    assertEquals(told, told(OURS, "10.0.0.1", fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 192.0.2.1 | X-Forwarded-Proto: https",
        "Forwarded: for=192.0.2.1;proto=https",
        "Forwarded: junk;;=",
        "X-Forwarded-For: junk"
      })
  void aStrangerIsNot(String fields) {
    assertEquals("192.0.2.9 - -", told(OURS, "192.0.2.9", fields));
    assertEquals("192.0.2.9 - -", told(ProxyConfig.DEFAULT, "192.0.2.9", fields));
    assertEquals("10.0.0.1 - -", told(ProxyConfig.DEFAULT, "10.0.0.1", fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=192.0.2.1",
        "X-Forwarded-For: 192.0.2.1",
        "x-forwarded-proto: https",
        "X-FORWARDED-HOST: a",
        "X-Forwarded-Port: 1",
        "X-Real-IP: 192.0.2.1"
      })
  void whereNoProxyIsAnyFieldOfTheirsIsRefused(String field) {
    var none = new ProxyConfig(ProxyConfig.Trust.REJECT, List.of());
    assertEquals("refused", told(none, "10.0.0.1", field));
    assertEquals("10.0.0.1 - -", told(none, "10.0.0.1", "X-Other: 1"));
  }

  @Test
  void aProxyOfOursMayNameTheRequest() {
    String longest = "a".repeat(128);
    for (String id :
        List.of("1", "Root=1-67891233-abcdef012345678912345678", "a.b_c~d:e+f/g@h-", longest)) {
      assertEquals(Optional.of(id), requestId(OURS, "10.0.0.1", id));
    }
    for (String id : List.of("", "a b", "a\"b", "\u00e9", "a,b", "a\\", longest + "a")) {
      assertEquals(Optional.empty(), requestId(OURS, "10.0.0.1", id), id);
    }
    assertEquals(Optional.empty(), requestId(OURS, "10.0.0.1", "1", "1"), "told twice");
    assertEquals(Optional.empty(), requestId(OURS, "192.0.2.9", "1"), "a stranger");
    assertEquals(Optional.empty(), requestId(ProxyConfig.DEFAULT, "10.0.0.1", "1"));
  }

  private static Optional<String> requestId(ProxyConfig config, String peer, String... ids) {
    var fields = Arrays.stream(ids).map(id -> new Headers.Field("x-request-id", id)).toList();
    return new Forwarding(config).requestId(InetAddress.ofLiteral(peer), new Headers(fields));
  }

  @Test
  void networksGoWithTrust() {
    assertThrows(
        IllegalArgumentException.class, () -> new ProxyConfig(ProxyConfig.Trust.ACCEPT, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProxyConfig(ProxyConfig.Trust.IGNORE, OURS.networks()));
  }
}
