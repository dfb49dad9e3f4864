package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code jeton key …}. */
@Command(name = "key", description = "Issue, import and revoke the key pairs of machine accounts.")
final class KeyCommands {
  private final Terminal terminal;

  KeyCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "issue",
      description = {
        "Give a machine account a new key pair and print it as JSON: identifiant, motDePasse.",
        "motDePasse is shown this once; the server keeps no more than a hash of it."
      })
  void issue(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    Document pair = server.post(keys(name.find(server)), new Document(Map.of()));
    printing.print(terminal.out(), pair, List.of(pair.json()));
  }

  @Command(
      name = "import",
      description = {
        "Give a machine account a pair that its clients hold already.",
        "It is read from standard input as JSON: {\"identifiant\":\"…\",\"motDePasse\":\"…\"},"
            + " 32 hex digits each, in either case."
      })
  void importPair(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    Document pair =
        switch (Document.read(terminal.rest())) {
          case Document.Whole(Document document) -> document;
          case Document.Malformed(String why) -> throw Failure.wrongUse(why);
        };
    if (pair.text("identifiant").isEmpty() || pair.text("motDePasse").isEmpty()) {
      throw Failure.wrongUse("want {\"identifiant\":\"…\",\"motDePasse\":\"…\"}");
    }
    Document imported = server.post(keys(name.find(server)), pair);
    printing.print(
        terminal.out(),
        imported,
        List.of("imported the key " + imported.text("identifiant").orElse("")));
  }

  @Command(name = "list", description = "List the keys of a machine account.")
  void list(@Mixin AccountName name, @Mixin Connection server, @Mixin Printing printing) {
    Document keys = server.get(keys(name.find(server)), Map.of());
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("IDENTIFIANT", "ISSUED"));
    for (Document key : keys.objects("keys")) {
      rows.add(List.of(key.text("identifiant").orElse(""), key.text("issued").orElse("")));
    }
    printing.print(terminal.out(), keys, Printing.table(rows));
  }

  @Command(name = "revoke", description = "Revoke a key and end the sessions that it opened.")
  void revoke(
      @Parameters(paramLabel = "IDENTIFIANT", description = "The public half of the pair.")
          String identifiant,
      @Mixin Connection server,
      @Mixin Printing printing) {
    if (!identifiant.matches("[0-9a-fA-F]{32}")) {
      throw Failure.wrongUse("IDENTIFIANT is 32 hex digits");
    }
    Document revoked = server.delete("/v1/keys/" + identifiant, Map.of());
    printing.print(terminal.out(), revoked, List.of(AccountView.line("revoked a key of", revoked)));
  }

  private static String keys(Document account) {
    return NamedAccount.path(account) + "/keys";
  }
}
