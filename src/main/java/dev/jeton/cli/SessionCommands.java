package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jeton session …}. */
@Command(name = "session", description = "List, show and end sessions.")
final class SessionCommands {
  private static final String IN_FORM =
      "The form that holds the account, by id or title, where several forms hold one of this name;"
          + " 0 for none.";

  private final Terminal terminal;

  SessionCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(name = "list", description = "List live sessions.")
  void list(
      @Option(
              names = "--account",
              paramLabel = "NAME",
              description = "Those whose actor, subject or customer this account is.")
          Optional<String> account,
      @Option(names = "--in-form", paramLabel = "FORM", description = IN_FORM)
          Optional<String> form,
      @Option(names = "--dialect", paramLabel = "D", description = "Those of this dialect.")
          Optional<String> dialect,
      @Mixin Connection server,
      @Mixin Printing printing) {
    if (account.isEmpty() && form.isPresent()) {
      throw Failure.wrongUse("--in-form goes with --account");
    }
    var query = new LinkedHashMap<String, String>();
    account.ifPresent(name -> query.put("account", id(server, name, form)));
    dialect.ifPresent(name -> query.put("dialect", name));
    List<Document> sessions = server.all("/v1/sessions", query, "sessions");
    printing.print(
        terminal.out(), new Document(Map.of("sessions", sessions)), SessionView.table(sessions));
  }

  @Command(name = "show", description = "Show a session, also one that ended a while ago.")
  void show(
      @Parameters(paramLabel = "ID", description = "The session's id.") String id,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document session = server.get(path(id), Map.of());
    printing.print(terminal.out(), session, SessionView.facts(session));
  }

  @Command(name = "end", description = "End a session.")
  void end(
      @Parameters(paramLabel = "ID", description = "The session's id.") String id,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document ended = server.delete(path(id), Map.of());
    printing.print(terminal.out(), ended, List.of("ended session " + id));
  }

  @Command(name = "end-all", description = "End all sessions of an account.")
  void endAll(
      @Option(
              names = "--account",
              paramLabel = "NAME",
              required = true,
              description = "The account that is their actor, subject or customer.")
          String account,
      @Option(names = "--in-form", paramLabel = "FORM", description = IN_FORM)
          Optional<String> form,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document ended = server.delete("/v1/sessions", Map.of("account", id(server, account, form)));
    printing.print(
        terminal.out(), ended, List.of("sessions ended: " + ended.number("ended").orElse(0L)));
  }

  private static String id(Connection server, String name, Optional<String> form) {
    return Long.toString(NamedAccount.find(server, name, form).number("id").orElseThrow());
  }

  private static String path(String id) {
    if (!id.matches("[0-9a-f]{24}")) {
      throw Failure.wrongUse("a session's id is 24 hex digits");
    }
    return "/v1/sessions/" + id;
  }
}
