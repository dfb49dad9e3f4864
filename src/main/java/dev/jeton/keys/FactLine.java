package dev.jeton.keys;

import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the ring's file tells of a key: {@code TOKEN 1 made=… retired=… destroyed=…}. Of kinds whose
 * keys are not published first it does not tell when they became current: at once.
 */
final class FactLine {
  private FactLine() {}

  static String write(KeyFacts facts) {
    var line = new StringBuilder(facts.kind() + " " + facts.id() + " made=" + facts.made());
    if (facts.kind().isPublished()) {
      facts.current().ifPresent(at -> line.append(" current=").append(at));
    }
    facts.retired().ifPresent(at -> line.append(" retired=").append(at));
    facts.unused().ifPresent(at -> line.append(" unused=").append(at));
    facts.destroyed().ifPresent(at -> line.append(" destroyed=").append(at));
    facts.verifying().ifPresent(key -> line.append(" public=").append(key));
    return line.toString();
  }

  /**
   * Reads a line.
   *
   * @throws RuntimeException if it is none
   */
  static KeyFacts read(String line) {
    String[] words = line.split(" ", -1);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      values.put(pair[0], pair[1]);
    }
    KeyKind kind = KeyKind.valueOf(words[0]);
    Optional<Instant> made = at(values, "made");
    var facts =
        new KeyFacts(
            kind,
            Integer.parseInt(words[1]),
            made.orElseThrow(),
            kind.isPublished() ? at(values, "current") : made,
            at(values, "retired"),
            at(values, "unused"),
            at(values, "destroyed"),
            Optional.ofNullable(values.get("public"))
                .map(hex -> verifying(kind, HexFormat.of().parseHex(hex))));
    if (!write(facts).equals(line)) {
      throw new IllegalArgumentException("no line of a key");
    }
    return facts;
  }

  private static VerifyingKey verifying(KeyKind kind, byte[] octets) {
    return new VerifyingKey(kind.signsBy().orElseThrow(), octets);
  }

  private static Optional<Instant> at(Map<String, String> values, String name) {
    return Optional.ofNullable(values.get(name)).map(Instant::parse);
  }
}
