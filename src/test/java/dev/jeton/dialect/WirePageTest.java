package dev.jeton.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jeton.dialect.Conversation.Part;
import dev.jeton.dialect.Conversation.Turn;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Makes {@code docs/wire.md} of all conversations, so that the page shows what is tested. A page
 * that differs fails; {@code -Dwire.update=true} writes it anew.
 */
class WirePageTest {
  private static final Path FOLDER = Path.of("src/test/java/dev/jeton/dialect");
  private static final Path PAGE = Path.of("docs/wire.md");
  private static final int LONGEST_BODY = 40;
  private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([\\w-]+)");

  private static final String INTRODUCTION =
      """
      # The wire, conversation by conversation

      Requests and replies of every dialect, as the tests play them against the real core: what this page shows is what the
      server does. It is made of the `.wire` files under `{folder}`, whose remarks say where the bytes come from;
      `./mvnw test -Dtest=WirePageTest -Dwire.update=true` makes it anew.

      In all of them the clock stands at 2026-11-22T05:00:00Z until it is moved, and chance is the same in every run, so that
      tokens can be read here. Requests come over TLS unless it says otherwise. Content-Length, Date and the connection's own
      headers are left out. The accounts are these:

      ```
      {accounts}```
      """;

  @Test
  void thePageShowsTheConversations() throws IOException {
    String page = page();
    if (Boolean.getBoolean("wire.update")) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, page);
    }
    assertEquals(
        page,
        Files.exists(PAGE) ? Files.readString(PAGE) : "",
        PAGE + " is stale: run ./mvnw test -Dtest=WirePageTest -Dwire.update=true");
  }

  private static String page() throws IOException {
    String accounts =
        Files.readString(FOLDER.resolve("accounts.txt")).replaceFirst("(?s)^.*?\n#\n", "");
    var page =
        new StringBuilder(
            INTRODUCTION.replace("{folder}", FOLDER.toString()).replace("{accounts}", accounts));
    for (Path dialect : sorted(FOLDER, "")) {
      List<Path> files = Files.isDirectory(dialect) ? sorted(dialect, ".wire") : List.of();
      if (!files.isEmpty()) {
        page.append("\n## `").append(dialect.getFileName()).append("`\n");
      }
      for (Path file : files) {
        page.append(chapter(file));
      }
    }
    return page.toString();
  }

  private static String chapter(Path file) throws IOException {
    List<Turn> turns = Conversation.parse(Files.readAllBytes(file)).turns();
    List<String> remarks = turns.getFirst().request().remarks();
    var chapter = new StringBuilder();
    chapter.append("\n### ").append(remarks.getFirst().replaceAll("\\.$", "")).append("\n");
    int known = 1;
    for (Turn turn : turns) {
      chapter.append(text(turn.request(), known)).append(block(turn.request()));
      known = 0;
      chapter.append(text(turn.reply(), 0)).append(block(turn.reply()));
    }
    return chapter.toString();
  }

  private static String text(Part part, int known) {
    String sentences =
        String.join(
            " ",
            Stream.concat(
                    part.remarks().stream().skip(known),
                    part.directives().stream().map(Directive::sentence))
                .filter(sentence -> !sentence.isEmpty())
                .toList());
    return sentences.isEmpty() ? "" : "\n" + sentences + "\n";
  }

  private static String block(Part part) {
    List<String> body = decoded(part).lines().toList();
    var block = new StringBuilder("\n```http\n").append(String.join("\n", part.head()));
    if (!body.isEmpty()) {
      block.append("\n\n");
      block.append(String.join("\n", body.subList(0, Math.min(LONGEST_BODY, body.size()))));
    }
    if (body.size() > LONGEST_BODY) {
      block.append("\n… and ").append(body.size() - LONGEST_BODY).append(" lines more");
    }
    return block.append("\n```\n").toString();
  }

  /** In the charset that the part declares, else in UTF-8; octet by octet if that fails. */
  private static String decoded(Part part) {
    Matcher declared = CHARSET.matcher(String.join("\n", part.head()));
    Charset charset =
        declared.find() && Charset.isSupported(declared.group(1))
            ? Charset.forName(declared.group(1))
            : StandardCharsets.UTF_8;
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(part.body())).toString();
    } catch (CharacterCodingException e) {
      return new String(part.body(), StandardCharsets.ISO_8859_1);
    }
  }

  private static List<Path> sorted(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      // Without the ending, so that "login" comes before "login-refused".
      return all.filter(file -> file.toString().endsWith(ending))
          .sorted(Comparator.comparing(file -> file.toString().replace(ending, "")))
          .toList();
    }
  }
}
