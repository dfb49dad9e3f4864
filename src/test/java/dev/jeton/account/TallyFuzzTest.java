package dev.jeton.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.account.Tally.Who;
import dev.jeton.session.Network;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is counted is kept under a key that nothing else has. */
final class TallyFuzzTest {
  static Stream<byte[]> keys() {
    return Stream.of(
            "l9:192.0.2.10:ana", "a0:4:1171ana", "n3:::10:", "l0:0:", "x", "l99999:a", "g0:1:")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("keys")
  @FuzzTest
  void isReadFromItsKey(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    String[] part = text.split(",", 3);
    var who = Who.of(part[0], part.length > 1 ? part[1] : "");
    Tally login = Tally.login(who, Network.of(part.length > 2 ? part[2] : text));
    assertEquals(Optional.of(login), Tally.ofKey(login.key()));
    assertEquals(Optional.of(Tally.account(who)), Tally.ofKey(Tally.account(who).key()));
    Tally.ofKey(text)
        .ifPresent(tally -> assertEquals(Optional.of(tally), Tally.ofKey(tally.key())));
  }
}
