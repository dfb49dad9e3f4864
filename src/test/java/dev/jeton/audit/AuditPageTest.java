package dev.jeton.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.AuditEvent.Weight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page of the audit trail lists every kind of event, and what each fact means. */
final class AuditPageTest {
  private static final Path PAGE = Path.of("docs/audit.md");
  private static final String MARK = "-Dtest=AuditPageTest -Ddocs.update=true -->\n";

  /** With {@code -Ddocs.update=true} it writes the page's end in place of comparing it. */
  @Test
  void theDocsHoldTheKindsAsTheyAreNow() throws IOException {
    String page = Files.readString(PAGE);
    String head = page.substring(0, page.indexOf(MARK) + MARK.length());
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, head + tables());
    }
    assertEquals(
        head + tables(),
        Files.readString(PAGE),
        PAGE + " is stale: run ./mvnw test -Dtest=AuditPageTest -Ddocs.update=true");
  }

  @Test
  void everyFactHasItsMeaningAndEveryMeaningItsUse() {
    Set<String> used =
        Arrays.stream(Kind.values())
            .flatMap(kind -> kind.fields().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(used, new TreeSet<>(Facts.MEANINGS.keySet()));
    for (Kind kind : Kind.values()) {
      assertTrue(kind.meaning().endsWith("."), kind.meaning());
    }
  }

  private static String tables() {
    var text =
        new StringBuilder("\n| kind | told when | facts | if too many wait |\n|---|---|---|---|\n");
    for (Kind kind : Kind.values()) {
      text.append("| `").append(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
      text.append("` | ").append(kind.meaning()).append(" | ");
      text.append(kind.fields().stream().map(f -> "`" + f + "`").collect(Collectors.joining(" ")));
      text.append(" | ").append(fate(kind.weight())).append(" |\n");
    }
    text.append("\n| fact | meaning |\n|---|---|\n");
    Facts.MEANINGS.forEach(
        (name, meaning) ->
            text.append("| `").append(name).append("` | ").append(meaning).append(" |\n"));
    return text.toString();
  }

  private static String fate(Weight weight) {
    return switch (weight) {
      case EXPENDABLE -> "dropped and counted";
      case KEPT -> "kept";
      case GRANTS -> "kept; or not done at all, if `audit.on-failure` is `refuse`";
      case OWN -> "never waits";
    };
  }
}
