package dev.jeton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReferenceTest {
  private static final Path PAGE = Path.of("docs/configuration.md");

  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(
              new Section(
                  "Server",
                  List.of(
                      new Key<>("data", Types.PATH, Path.of("data"), "Where all is kept."),
                      new Key<>("web.port", Types.whole(0, 65535), 8443, "The port of TLS."))),
              new Section(
                  "Sessions",
                  List.of(
                      new Key<>(
                          "life.idle",
                          Types.duration(Duration.ofSeconds(1), Duration.ofDays(1)).or("none"),
                          Optional.of(Duration.ofMinutes(20)),
                          "Life unused.")))),
          List.of());

  @Test
  void theTextIsAFileOfAllKeys() {
    String text = Reference.text(CATALOGUE);
    assertEquals(
        """

        # Server
        # Where all is kept.
        # (a path)
        data: data
        web:
          # The port of TLS.
          # (a whole number from 0 to 65535)
          port: 8443

        # Sessions
        life:
          # Life unused.
          # (a duration from 1s to 1d or none)
          idle: 20m
        """,
        text.substring(text.indexOf("\n\n") + 1));
  }

  @Test
  void thePageIsATableForEachSection() {
    String page = Reference.markdown(CATALOGUE);
    assertTrue(
        page.endsWith(
            """

            ## Server

            | key | default | value | meaning |
            |---|---|---|---|
            | `data` | `data` | a path | Where all is kept. |
            | `web.port` | `8443` | a whole number from 0 to 65535 | The port of TLS. |

            ## Sessions

            | key | default | value | meaning |
            |---|---|---|---|
            | `life.idle` | `20m` | a duration from 1s to 1d or none | Life unused. |
            """),
        page);
  }

  /** With {@code -Ddocs.update=true} it writes the page in place of comparing it. */
  @Test
  void theDocsHoldThePageAsItIsNow() throws IOException {
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, Reference.markdown());
    }
    assertEquals(
        Reference.markdown(),
        Files.readString(PAGE),
        PAGE + " is stale: run ./mvnw test -Dtest=ReferenceTest -Ddocs.update=true");
  }
}
