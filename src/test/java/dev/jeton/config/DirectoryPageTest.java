package dev.jeton.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/directory.md shows can be configured like that. */
final class DirectoryPageTest {
  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void everyExampleOfThePageHolds() throws IOException {
    List<String> examples =
        EXAMPLE
            .matcher(Files.readString(Path.of("docs", "directory.md")))
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(3, examples.size());
    for (String example : examples) {
      Path file = Files.writeString(folder.resolve("jeton.yaml"), example);
      Optional<Boolean> directory =
          switch (Settings.load(Optional.of(file), Map.of(), List.of())) {
            case Loaded.Ready<Settings>(Settings settings, List<Problem> _) ->
                Optional.of(settings.directory().isPresent());
            case Loaded.Refused<Settings>(List<Problem> problems) ->
                throw new AssertionError(problems);
          };
      assertEquals(Optional.of(true), directory, example);
    }
  }

  @Test
  void aDirectoryThatCannotWorkIsRefusedInItsKeysWords() {
    assertRefused(
        "directory.servers",
        "passwords would cross the network in clear",
        Map.of("servers", "ldap.example.org", "security", "none", "base", "dc=x"));
    assertRefused("directory.servers", "needs directory.base", Map.of("servers", "ldap"));
    assertRefused(
        "directory.service",
        "go together",
        Map.of("servers", "ldap", "base", "dc=x", "service", "cn=jeton"));
    assertRefused(
        "directory.filter",
        "{name}",
        Map.of("servers", "ldap", "base", "dc=x", "filter", "(uid=ana)"));
    assertRefused(
        "directory.direct",
        "want a DN",
        Map.of("servers", "ldap", "base", "dc=x", "direct", "{name}"));
    assertRefused(
        "directory.provision",
        "for which dialects",
        Map.of("servers", "ldap", "base", "dc=x", "provision", "true"));
    assertRefused(
        "directory.rules", "a rule gives", Map.of("servers", "ldap", "rules", "group:x -> all"));
    assertRefused("directory.servers", "without ldap://", Map.of("servers", "ldap://x"));
  }

  private static void assertRefused(String key, String words, Map<String, String> given) {
    var variables = new HashMap<String, String>();
    given.forEach(
        (name, value) ->
            variables.put(
                "JETON_DIRECTORY_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), value));
    Loaded<Settings> loaded = Settings.load(Optional.empty(), variables, List.of());
    String told =
        switch (loaded) {
          case Loaded.Ready<Settings> _ -> "accepted";
          case Loaded.Refused<Settings>(List<Problem> problems) -> problems.toString();
        };
    assertTrue(told.contains(words), given + ": " + told);
    assertTrue(told.contains(key), given + ": " + told);
  }
}
