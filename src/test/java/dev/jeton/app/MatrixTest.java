package dev.jeton.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tries everything that can be done with a token, with tokens of every dialect, at a whole server,
 * and compares what came of it with the page.
 */
final class MatrixTest {
  private static final Path PAGE = Path.of("docs/matrix.md");
  private static final String MARK =
      "<!-- Below: tried and written by ./mvnw test -Dtest=MatrixTest -Ddocs.update=true -->\n";

  private static final Duration A_WHILE = Duration.ofMinutes(5);

  /** Tries something with a token, and tells whether it worked. */
  private interface Attempt {
    boolean works(MatrixServer server, MatrixServer.Token token);
  }

  private record Column(String title, Attempt attempt) {}

  private record Table(String title, List<Column> columns) {}

  private static final List<Table> TABLES =
      List.of(
          new Table(
              "Checked by",
              List.of(
                  new Column("its own protocol", MatrixTest::ownCheck),
                  new Column("introspection", (server, token) -> server.introspected(token.text())),
                  new Column(
                      "signed introspection",
                      (server, token) ->
                          server.accepts(token.text(), "application/token-introspection+jwt")),
                  new Column(
                      "a phantom JWT",
                      (server, token) -> server.accepts(token.text(), "application/jwt")),
                  new Column("forward-auth", (server, token) -> server.forwarded(token.text())))),
          new Table(
              "Prolonged by",
              List.of(
                  new Column(
                      "its own protocol", (server, token) -> prolonged(server, token, "own")),
                  new Column(
                      "introspection that touches",
                      (server, token) -> prolonged(server, token, "touch")),
                  new Column(
                      "introspection that does not",
                      (server, token) -> prolonged(server, token, "look")),
                  new Column(
                      "forward-auth", (server, token) -> prolonged(server, token, "forward")),
                  new Column(
                      "a use of what it was exchanged for",
                      (server, token) -> prolonged(server, token, "exchanged")))),
          new Table(
              "Exchanged for",
              List.of(
                  new Column(
                      "an opaque token",
                      (server, token) -> server.introspected(server.exchanged(token.text()))),
                  new Column(
                      "a JWT", (server, token) -> server.introspected(server.jwt(token.text()))),
                  new Column(
                      "a refresh token",
                      (server, token) -> server.introspected(server.refreshed(token.text()))))),
          new Table(
              "Ended by",
              List.of(
                  new Column("its own protocol", (server, token) -> ended(server, token, "own")),
                  new Column("revocation", (server, token) -> ended(server, token, "revoke")),
                  new Column(
                      "an administrator", (server, token) -> ended(server, token, "admin")))));

  /** With {@code -Ddocs.update=true} it writes the page's end in place of comparing it. */
  @Test
  void thePageTellsWhatWorks(@TempDir Path folder) throws IOException {
    String tried = tried(folder);
    String page = Files.readString(PAGE);
    assertTrue(page.contains(MARK), "the mark is gone");
    String head = page.substring(0, page.indexOf(MARK) + MARK.length());
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, head + tried);
    } else {
      assertEquals(head + tried, page, PAGE + " is stale, or something works no more");
    }
  }

  private static String tried(Path folder) throws IOException {
    var text = new StringBuilder();
    try (var server = new MatrixServer(folder)) {
      for (Table table : TABLES) {
        text.append("\n## ").append(table.title()).append("\n\n");
        var titles = table.columns().stream().map(Column::title);
        row(text, Stream.concat(Stream.of("a token of"), titles).toList());
        text.append("|---".repeat(1 + table.columns().size())).append("|\n");
        for (String dialect : MatrixServer.DIALECTS) {
          var cells = new ArrayList<>(List.of("`" + dialect + "`"));
          for (Column column : table.columns()) {
            cells.add(column.attempt().works(server, server.login(dialect)) ? "yes" : "–");
          }
          row(text, cells);
        }
      }
    }
    return text.toString();
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static boolean ownCheck(MatrixServer server, MatrixServer.Token token) {
    return server.ownCheck(token);
  }

  /** Whether its end moves when it is used like this in the middle of its idle time. */
  private static boolean prolonged(MatrixServer server, MatrixServer.Token token, String how) {
    String exchanged = how.equals("exchanged") ? server.exchanged(token.text()) : "";
    long before = server.end(token.text());
    server.pass(A_WHILE);
    boolean works =
        switch (how) {
          case "own" -> server.ownCheck(token);
          case "touch" -> server.touched(token.text());
          case "look" -> server.introspected(token.text());
          case "forward" -> server.forwarded(token.text());
          case "exchanged" -> server.forwarded(exchanged);
          default -> throw new IllegalArgumentException(how);
        };
    return works && server.end(token.text()) > before;
  }

  /** Whether it is dead for all on the next request, with what came of it. */
  private static boolean ended(MatrixServer server, MatrixServer.Token token, String how) {
    String exchanged = server.exchanged(token.text());
    String jwt = server.jwt(token.text());
    List<String> all = List.of(token.text(), exchanged, jwt);
    assertEquals(List.of(true, true, true), all.stream().map(server::introspected).toList());
    boolean works =
        switch (how) {
          case "own" -> server.ownEnd(token);
          case "revoke" -> server.revoked(token.text());
          case "admin" -> server.endedByAdmin(token.text());
          default -> throw new IllegalArgumentException(how);
        };
    assertEquals(
        List.of(!works, !works, !works),
        all.stream().map(server::introspected).toList(),
        "what came of a session dies with it");
    assertEquals(!works, server.forwarded(token.text()));
    assertEquals(!works, server.forwarded(exchanged));
    return works;
  }
}
