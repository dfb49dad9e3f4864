package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jeton throttle …}. */
@Command(name = "throttle", description = "List who failed and must wait, and lift it.")
final class ThrottleCommands {
  private final Terminal terminal;

  ThrottleCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      description = {
        "List what is counted: failed logins of a name in a network (login), of a name in networks"
            + " that it is not known in (account), of a network (network), unknown tokens (token),"
            + " wrong admin secrets (admin), granted logins (granted).",
        "COUNTED is how many are still remembered, LEFT how many more are let in at once, WAIT for"
            + " how long none is. LEFT comes back within seconds, while the longer bounds go on"
            + " counting."
      })
  void list(
      @Option(names = "--waiting", description = "Only what must wait now.") boolean waiting,
      @Mixin Connection server,
      @Mixin Printing printing) {
    List<Document> counts =
        server.all("/v1/throttle", Map.of(), "counts").stream()
            .filter(each -> !waiting || each.number("waitSeconds").orElse(0L) > 0)
            .toList();
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("WHAT", "NAME", "FORM", "NETWORK", "COUNTED", "LEFT", "WAIT"));
    for (Document each : counts) {
      rows.add(
          List.of(
              each.text("what").orElse(""),
              each.text("name").orElse("-"),
              each.text("form").orElse("-"),
              each.text("network").orElse("-"),
              Long.toString(each.number("counted").orElse(0L)),
              Long.toString(each.number("left").orElse(0L)),
              each.number("waitSeconds")
                  .filter(seconds -> seconds > 0)
                  .map(s -> s + "s")
                  .orElse("-")));
    }
    printing.print(terminal.out(), new Document(Map.of("counts", counts)), Printing.table(rows));
  }

  @Command(
      name = "lift",
      description = {
        "Forget failures, so that nobody waits for them any more: of a name in all forms and"
            + " networks, or of a network.",
        "What is an IP address, or the /64 of one, is a network; --name takes it for a name."
      })
  void lift(
      @Parameters(
              paramLabel = "NAME|NETWORK",
              arity = "0..1",
              description = "Whose failures are forgotten.")
          Optional<String> whose,
      @Option(names = "--name", description = "It is a name, whatever it looks like.")
          boolean isName,
      @Option(names = "--all", description = "Those of all names and networks.") boolean all,
      @Mixin Connection server,
      @Mixin Printing printing) {
    if (all == whose.isPresent()) {
      throw Failure.wrongUse("want either a name or network, or --all");
    }
    Map<String, String> query =
        whose
            .map(text -> Map.of(!isName && isNetwork(text) ? "network" : "name", text))
            .orElse(Map.of("all", "true"));
    Document lifted = server.delete("/v1/throttle", query);
    printing.print(
        terminal.out(), lifted, List.of("counts forgotten: " + lifted.number("lifted").orElse(0L)));
  }

  private static boolean isNetwork(String text) {
    return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}(/32)?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(/64)?");
  }
}
