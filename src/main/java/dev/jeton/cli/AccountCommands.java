package dev.jeton.cli;

import dev.jeton.app.Document;
import dev.jeton.cli.AccountOptions.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jeton account …}. */
@Command(
    name = "account",
    description = "Add, change, show and remove accounts; bring them in from elsewhere.")
final class AccountCommands {
  private final Terminal terminal;

  AccountCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "add",
      description = {
        "Add an account.",
        "Users and extranet users have a password, which is asked for without echo or read from"
            + " standard input; customers and machines have none."
      })
  void add(
      @Parameters(paramLabel = "NAME", description = "Its name, unique within its form.")
          String name,
      @Mixin AccountOptions options,
      @Mixin Connection server,
      @Mixin Printing printing) {
    options.check();
    Kind kind = options.kind().orElse(Kind.USER);
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    options.id().ifPresent(id -> body.put("id", id));
    body.putAll(options.members());
    if (kind == Kind.EXTRANET && !body.containsKey("form")) {
      throw Failure.wrongUse("an extranet user lives in a form: say which by --form ID[:TITLE]");
    }
    body.put("dialects", options.dialects());
    body.put("actFor", options.actFor());
    body.put("forCustomer", options.forCustomer());
    if (kind.hasPassword() && !options.isInDirectory()) {
      body.putAll(options.password(terminal));
    }
    Document added = server.post("/v1/accounts", new Document(body));
    var lines = new ArrayList<>(AccountView.changed("added", added));
    if (options.dialects().isEmpty() && kind != Kind.CUSTOMER) {
      lines.add("It has no dialect, so it can't log in yet: jeton account change NAME --dialect D");
    }
    printing.print(terminal.out(), added, lines);
  }

  @Command(
      name = "change",
      description = {
        "Change an account; what no option names stays as it is.",
        "A password is changed only with --password-stdin or --digest."
      })
  void change(
      @Mixin AccountName name,
      @Mixin AccountOptions options,
      @Mixin AccountRemovals removals,
      @Mixin Connection server,
      @Mixin Printing printing) {
    options.check();
    Map<String, Object> body = AccountChange.members(options, removals);
    if (options.allowsWeak() && !options.setsPassword()) {
      throw Failure.wrongUse("--allow-weak goes with --password-stdin or --digest");
    }
    if (options.setsPassword()) {
      body.putAll(options.password(terminal));
    }
    if (body.isEmpty() && options.id().isEmpty()) {
      throw Failure.wrongUse("there is nothing to change");
    }
    Document account = name.find(server);
    if (options.id().isPresent() && !options.id().equals(account.number("id"))) {
      throw Failure.refused("an account's id never changes");
    }
    change(account, new Document(body), "changed", server, printing);
  }

  @Command(
      name = "import",
      description = {
        "Bring in accounts from elsewhere, with the password hashes that they have there.",
        "FILE is CSV with a header, or a JSON object on each line; docs/import.md names columns and"
            + " kinds of hashes. A row is taken whole or not at all. A run that was killed is"
            + " continued by the same command. The exit code is 1 if any row was refused."
      })
  int importAll(
      @Parameters(paramLabel = "FILE", description = "The file, UTF-8; - for standard input.")
          Path file,
      @Mixin ImportOptions options,
      @Mixin Connection server,
      @Mixin Printing printing) {
    return new AccountTransfer(terminal).importAll(file, options, server, printing);
  }

  @Command(
      name = "export",
      description = {
        "Write all accounts, as import reads them, to standard output.",
        "The key pairs of machines and OAuth clients are not among them: nobody but who uses them has"
            + " their secrets."
      })
  void exportAll(
      @Option(
              names = "--with-secrets",
              description = "With password hashes as they are kept, and digest secrets in clear.")
          boolean secrets,
      @Option(names = "--json-lines", description = "As JSON lines rather than CSV.") boolean lines,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "To a new file that its owner alone can read.")
          Optional<Path> to,
      @Mixin Connection server) {
    new AccountTransfer(terminal).exportAll(lines, secrets, to, server);
  }

  @Command(name = "list", description = "List all accounts.")
  void list(@Mixin Connection server, @Mixin Printing printing) {
    List<Document> accounts = server.all("/v1/accounts", Map.of(), "accounts");
    printing.print(
        terminal.out(), new Document(Map.of("accounts", accounts)), AccountView.table(accounts));
  }

  @Command(name = "show", description = "Show an account.")
  void show(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    Document account = name.find(server);
    printing.print(terminal.out(), account, AccountView.facts(account));
  }

  @Command(name = "disable", description = "Disable an account and end its sessions.")
  void disable(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    enable(name, false, server, printing);
  }

  @Command(name = "enable", description = "Enable an account that was disabled.")
  void enable(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    enable(name, true, server, printing);
  }

  @Command(name = "remove", description = "Remove an account and end its sessions.")
  void remove(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    Document removed = server.delete(NamedAccount.path(name.find(server)), Map.of());
    printing.print(terminal.out(), removed, AccountView.removed(removed));
  }

  @Command(
      name = "set-password",
      description = {
        "Give an account another password, asked for without echo or read from standard input.",
        "Its sessions end.",
        "Without --digest a digest secret that it has is forgotten."
      })
  void setPassword(
      @Mixin AccountName name,
      @Option(
              names = "--password-stdin",
              description = "Read the password from standard input, one line.")
          boolean passwordOnStandardInput,
      @Option(
              names = "--digest",
              description = "Keep the clear password too, sealed, for logins by digests.")
          boolean digest,
      @Option(
              names = "--allow-weak",
              description =
                  "Take a password that the policy refuses, such as one built into a client. It is"
                      + " recorded.")
          boolean allowWeak,
      @Option(
              names = "--keep-session",
              paramLabel = "ID",
              description =
                  "A session of it that goes on; the others end. Only where"
                      + " sessions.end-on-password-change is others.")
          Optional<String> keep,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("password", terminal.newPassword(passwordOnStandardInput));
    members.put("digest", digest);
    members.put("allowWeak", allowWeak);
    keep.ifPresent(session -> members.put("keepSession", session));
    Document body = new Document(members);
    change(name.find(server), body, "changed the password of", server, printing);
  }

  private void enable(AccountName name, boolean enabled, Connection server, Printing printing) {
    Document changed =
        server.patch(
            NamedAccount.path(name.find(server)), new Document(Map.of("enabled", enabled)));
    String line = AccountView.line(enabled ? "enabled" : "disabled", changed);
    printing.print(terminal.out(), changed, List.of(line));
  }

  private void change(
      Document account, Document body, String what, Connection server, Printing printing) {
    Document changed = server.patch(NamedAccount.path(account), body);
    printing.print(terminal.out(), changed, AccountView.changed(what, changed));
  }
}
