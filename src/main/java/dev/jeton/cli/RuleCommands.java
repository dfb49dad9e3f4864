package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jeton rule …}. */
@Command(name = "rule", description = "List the rules of forward-auth, and try them.")
final class RuleCommands {
  private static final int ALLOWED = 0;
  private static final int DENIED = 1;

  private final Terminal terminal;

  RuleCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", description = "List the rules in effect, in their order.")
  void list(@Mixin Connection server, @Mixin Printing printing) {
    Document answer = server.get("/v1/rules", Map.of());
    var lines = new ArrayList<List<String>>();
    for (String rule : answer.texts("rules")) {
      lines.add(List.of(Integer.toString(lines.size() + 1), rule));
    }
    printing.print(
        terminal.out(),
        answer,
        lines.isEmpty() ? List.of("there are no rules: all is denied") : Printing.table(lines));
  }

  @Command(
      name = "test",
      description = {
        "Tell what a proxy would be answered about a request, and by which rule.",
        "The exit code is 0 if it is allowed, 1 if it is not. It is no use of the session."
      })
  int test(
      @Parameters(paramLabel = "URL", description = "What is asked for; a path, too.") String url,
      @Option(names = "--method", paramLabel = "METHOD", description = "GET if absent.")
          Optional<String> method,
      @Option(
              names = "--host",
              paramLabel = "HOST",
              description = "What is asked for by name, if URL does not say so.")
          Optional<String> host,
      @Option(
              names = "--token-stdin",
              description = "Take the token from the first line of standard input.")
          boolean withToken,
      @Mixin Connection server,
      @Mixin Printing printing) {
    var asked = new TreeMap<String, Object>();
    asked.put("url", url);
    method.ifPresent(text -> asked.put("method", text));
    host.ifPresent(text -> asked.put("host", text));
    if (withToken) {
      asked.put("token", terminal.line());
    }
    Document answer = server.post("/v1/rules/test", new Document(asked));
    var rows = new ArrayList<List<String>>();
    for (Document rule : answer.objects("rules")) {
      rows.add(
          List.of(
              Long.toString(rule.number("number").orElse(0L)),
              rule.text("rule").orElse(""),
              rule.text("told").orElse("")));
    }
    var lines = new ArrayList<String>(rows.isEmpty() ? List.of() : Printing.table(rows));
    lines.add(answer.number("status").orElse(0L) + ": " + why(answer));
    printing.print(terminal.out(), answer, lines);
    return answer.number("status").equals(Optional.of(200L)) ? ALLOWED : DENIED;
  }

  private static String why(Document answer) {
    String session =
        answer
            .object("session")
            .map(
                live ->
                    ", a session of "
                        + live.object("subject").flatMap(who -> who.text("name")).orElse("")
                        + " ("
                        + live.text("dialect").orElse("")
                        + ")")
            .orElse("");
    return answer.text("why").orElse("") + session;
  }
}
