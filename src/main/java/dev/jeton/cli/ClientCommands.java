package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.config.Units;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jeton client …}. */
@Command(
    name = "client",
    description =
        "Add, change, show and remove OAuth clients, which are accounts of their own kind.")
final class ClientCommands {
  private static final String NAME = "The client's name, which is its client_id.";

  private final Terminal terminal;

  ClientCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "add",
      description = {
        "Add a client.",
        "Without --secret-stdin, --jwks or a certificate it is issued a secret of 256 random bits,"
            + " which is printed this once; the server keeps no more than a hash of it."
      })
  void add(
      @Parameters(paramLabel = "NAME", description = NAME + " ASCII characters alone.") String name,
      @Option(
              names = "--id",
              paramLabel = "N",
              description = "The numeric id of its account; it never changes.")
          Optional<Long> id,
      @Option(
              names = "--secret-stdin",
              description = "Read a secret of your own choice from standard input, one line.")
          boolean chosen,
      @Mixin ClientOptions options,
      @Mixin Connection server,
      @Mixin Printing printing) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    id.ifPresent(number -> body.put("id", number));
    body.putAll(options.members());
    body.put("grants", options.grants());
    body.put("scopes", options.scopes());
    body.put("audiences", options.audiences());
    body.put("certificates", options.certificates());
    if (chosen) {
      body.put("secret", terminal.line());
    }
    if (options.allowsWeak()) {
      requireChosen(chosen);
      body.put("allowWeak", true);
    }
    Document added = server.post("/v1/clients", new Document(body));
    printing.print(terminal.out(), added, ClientView.changed("added", added));
  }

  @Command(
      name = "change",
      description = {
        "Change a client; what no option names stays as it is. Its sessions end.",
        "Its secret is changed by rotate-secret."
      })
  void change(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin ClientOptions options,
      @Mixin ClientRemovals removals,
      @Mixin Connection server,
      @Mixin Printing printing) {
    if (options.allowsWeak()) {
      requireChosen(false);
    }
    Map<String, Object> body = removals.members(options);
    if (body.isEmpty()) {
      throw Failure.wrongUse("there is nothing to change");
    }
    Document changed = server.patch(path(server, name), new Document(body));
    printing.print(terminal.out(), changed, ClientView.changed("changed", changed));
  }

  @Command(name = "list", description = "List all clients.")
  void list(@Mixin Connection server, @Mixin Printing printing) {
    List<Document> clients = server.all("/v1/clients", Map.of(), "clients");
    printing.print(
        terminal.out(), new Document(Map.of("clients", clients)), ClientView.table(clients));
  }

  @Command(name = "show", description = "Show a client.")
  void show(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document client = find(server, name);
    printing.print(terminal.out(), client, ClientView.facts(client));
  }

  @Command(name = "disable", description = "Disable a client and end its sessions.")
  void disable(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin Connection server,
      @Mixin Printing printing) {
    enable(name, false, server, printing);
  }

  @Command(name = "enable", description = "Enable a client that was disabled.")
  void enable(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin Connection server,
      @Mixin Printing printing) {
    enable(name, true, server, printing);
  }

  @Command(
      name = "rotate-secret",
      description = {
        "Issue a client a new secret, which is printed this once.",
        "The former one is taken, too, for 24 hours or as --keep-former says, so that the client"
            + " can change over; its sessions go on. With --at-once, as after a leak, the former"
            + " one and the client's sessions end.",
        "With --secret-stdin the new secret is one of your own choice, and takes the place of all"
            + " others at once."
      })
  void rotateSecret(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--keep-former",
              paramLabel = "TIME",
              description = "For how long the former secret is taken, such as 24h; 90d at most.")
          Optional<String> keep,
      @Option(names = "--at-once", description = "End the former secret and all sessions now.")
          boolean atOnce,
      @Option(
              names = "--secret-stdin",
              description = "Read a secret of your own choice from standard input, one line.")
          boolean chosen,
      @Option(
              names = "--allow-weak",
              description = "Take a chosen secret that the password policy refuses.")
          boolean allowWeak,
      @Mixin Connection server,
      @Mixin Printing printing) {
    if (keep.isPresent() && (atOnce || chosen)) {
      throw Failure.wrongUse("--keep-former goes neither with --at-once nor with --secret-stdin");
    }
    if (allowWeak) {
      requireChosen(chosen);
    }
    Document answer =
        chosen
            ? server.patch(
                path(server, name),
                new Document(Map.of("secret", terminal.line(), "allowWeak", allowWeak)))
            : server.post(path(server, name) + "/secret", new Document(grace(keep, atOnce)));
    printing.print(terminal.out(), answer, ClientView.changed("changed the secret of", answer));
  }

  @Command(name = "remove", description = "Remove a client and end its sessions.")
  void remove(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document removed = server.delete(path(server, name), Map.of());
    printing.print(terminal.out(), removed, List.of(ClientView.line("removed", removed)));
  }

  private void enable(String name, boolean enabled, Connection server, Printing printing) {
    Document changed = server.patch(path(server, name), new Document(Map.of("enabled", enabled)));
    String line = ClientView.line(enabled ? "enabled" : "disabled", changed);
    printing.print(terminal.out(), changed, List.of(line));
  }

  private static Map<String, Object> grace(Optional<String> keep, boolean atOnce) {
    if (atOnce) {
      return Map.of("keepFormerSeconds", 0L);
    }
    return keep.<Map<String, Object>>map(
            text -> Map.of("keepFormerSeconds", duration(text).toSeconds()))
        .orElse(Map.of());
  }

  private static Duration duration(String text) {
    return Units.duration(text)
        .filter(time -> time.compareTo(Duration.ofSeconds(1)) >= 0)
        .orElseThrow(
            () -> Failure.wrongUse("--keep-former is a time from 1s, such as 30m, 24h or 7d"));
  }

  private static void requireChosen(boolean chosen) {
    if (!chosen) {
      throw Failure.wrongUse("--allow-weak goes with --secret-stdin");
    }
  }

  private static Document find(Connection server, String name) {
    List<Document> found = server.get("/v1/clients", Map.of("name", name)).objects("clients");
    if (found.isEmpty()) {
      throw Failure.refused("no client is called " + name);
    }
    return found.getFirst();
  }

  private static String path(Connection server, String name) {
    return "/v1/clients/" + find(server, name).number("id").orElseThrow();
  }
}
