package dev.jeton.dialect.balans;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jeton.dialect.WireSeeds;
import dev.jeton.dialect.balans.Parameters.Given;
import dev.jeton.dialect.balans.Parameters.Names;
import dev.jeton.session.Behalf;
import dev.jeton.session.Caller;
import dev.jeton.session.Command;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A login asks for what was given, once and within the bounds, or is refused. */
final class ParametersFuzzTest {
  private static final Caller CALLER = new Caller("192.0.2.1", Map.of());

  static Stream<byte[]> parameters() {
    return Stream.concat(
            WireSeeds.targets().filter(target -> target.contains("id=")),
            Stream.of("?id=a&pwd=b&len=00480", "?id=a&pwd=b&len=99999999999999999999&usr=%"))
        .map(target -> WireSeeds.octets(target.substring(target.indexOf('?') + 1)));
  }

  @MethodSource("parameters")
  @FuzzTest
  void asksForWhatWasGivenOrNothing(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    List<Given> given =
        Arrays.stream(text.split("&"))
            .map(piece -> piece.split("=", 2))
            .filter(pair -> pair.length == 2)
            .map(pair -> new Given(pair[0], pair[1]))
            .toList();
    var values = new HashMap<String, String>();
    given.forEach(one -> values.put(one.name(), one.value()));
    var parameters = new Parameters(Names.REST, given);
    if (parameters.login(CALLER) instanceof Parameters.Right(Command command)) {
      Command.Login login = assertInstanceOf(Command.Login.class, command);
      assertEquals(given.size(), values.size(), "nothing is given twice");
      assertEquals(values.get("id"), login.actor().name());
      assertTrue(login.actor().name().length() <= 256);
      long minutes = login.lifetime().orElseThrow().toMinutes();
      assertTrue(minutes >= 1 && minutes <= 480);
      assertEquals(
          new BigInteger(values.getOrDefault("len", "").strip()), BigInteger.valueOf(minutes));
      Optional<String> behalf = given(values, "usr").filter(name -> !name.equals("%"));
      assertEquals(behalf.map(Behalf.Named::new), login.subject());
      assertEquals(given(values, "cust"), login.customer());
    }
    if (parameters.end(CALLER) instanceof Parameters.Right(Command command)) {
      Command.End end = assertInstanceOf(Command.End.class, command);
      assertEquals(values.get("sessToken"), end.token().revealText());
    }
  }

  private static Optional<String> given(Map<String, String> values, String name) {
    return Optional.of(values.getOrDefault(name, "")).filter(value -> !value.isEmpty());
  }
}
