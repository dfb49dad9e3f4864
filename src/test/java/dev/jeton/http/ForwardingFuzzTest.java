package dev.jeton.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.wire.Headers;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nobody but a listed proxy says who a client is; and what it says is read as it is written, or the
 * request is refused.
 */
final class ForwardingFuzzTest {
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.1.2.3");
  private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");
  private static final Forwarding ACCEPTING =
      new Forwarding(
          new ProxyConfig(ProxyConfig.Trust.ACCEPT, List.of(Cidr.of("10.0.0.0/8").orElseThrow())));
  private static final Forwarding REJECTING =
      new Forwarding(new ProxyConfig(ProxyConfig.Trust.REJECT, List.of()));
  private static final Forwarding IGNORING = new Forwarding(ProxyConfig.DEFAULT);

  static Stream<byte[]> fields() {
    return Stream.of(
            "X-Forwarded-For: 192.0.2.1, 10.0.0.1\nX-Forwarded-Proto: https\nX-Forwarded-Host: a:8",
            "Forwarded: for=\"[2001:db8::1]:80\";proto=http;host=h, for=10.0.0.2\nforwarded: for=_x",
            "Forwarded: for=\"a\\\"\", ;,by=unknown\nX-Forwarded-For: [::1]:9",
            "X-Forwarded-For: 192.0.2.1:65536\nX-Forwarded-Proto: http,HTTP",
            "Forwarded: for=10.0.0.9;a=\"b\\\\c\"",
            "X-Real-IP: 1")
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("fields")
  @FuzzTest
  void believesNobodyButTheProxies(byte[] input) {
    var headers = Headers.none();
    for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", 20)) {
      String[] field = line.split(":", 2);
      if (field.length == 2) {
        headers = headers.with(field[0], field[1].strip());
      }
    }
    for (Forwarding by : List.of(ACCEPTING, IGNORING)) {
      Forwarding.Client client = by.client(STRANGER, headers).orElseThrow();
      assertEquals(new Forwarding.Client(STRANGER, Optional.empty(), Optional.empty()), client);
    }
    REJECTING.client(PROXY, headers).ifPresent(client -> assertEquals(PROXY, client.address()));
    Optional<Forwarding.Client> told = ACCEPTING.client(PROXY, headers);
    assertEquals(told, ACCEPTING.client(PROXY, headers));
    List<String> fields = headers.all("Forwarded");
    Optional<List<Map<String, String>>> elements = ForwardedField.read(fields);
    elements.ifPresent(read -> assertEquals(elements, ForwardedField.read(List.of(written(read)))));
    if (!fields.isEmpty() && elements.isEmpty()) {
      assertTrue(told.isEmpty(), "a field that can't be read is refused");
    }
  }

  private static String written(List<Map<String, String>> elements) {
    return elements.stream()
        .map(
            element -> {
              var pairs = new ArrayList<String>();
              element.forEach(
                  (name, value) -> {
                    assertEquals(name.toLowerCase(Locale.ROOT), name);
                    pairs.add(
                        name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
                  });
              return String.join(";", pairs);
            })
        .collect(Collectors.joining(", "));
  }
}
