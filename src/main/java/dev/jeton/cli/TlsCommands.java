package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code jeton tls …}. */
@Command(name = "tls", description = "Show and reload certificates.")
final class TlsCommands {
  private static final int DONE = 0;
  private static final int REFUSED = 1;

  private final Terminal terminal;

  TlsCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "show",
      description = {
        "Show the certificates that new connections see.",
        "The exit code is 1 if the files hold another that was refused."
      })
  int show(@Mixin Connection server, @Mixin Printing printing) {
    return print(server.get("/v1/certificates", Map.of()), printing);
  }

  @Command(
      name = "reload",
      description = {
        "Read certificates and keys anew. The server does so by itself within a few seconds.",
        "No connection is dropped. The exit code is 1 if one was refused; the one before stays."
      })
  int reload(@Mixin Connection server, @Mixin Printing printing) {
    return print(server.post("/v1/certificates/reload", new Document(Map.of())), printing);
  }

  private int print(Document answer, Printing printing) {
    List<Document> shown = answer.objects("certificates");
    var lines = new ArrayList<String>();
    for (Document certificate : shown) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.addAll(facts(certificate));
    }
    printing.print(terminal.out(), answer, lines);
    return shown.stream().anyMatch(one -> one.text("refused").isPresent()) ? REFUSED : DONE;
  }

  private static List<String> facts(Document certificate) {
    return Printing.facts(
        "listener", certificate.text("listener").orElse(""),
        "subject", certificate.text("subject").orElse(""),
        "issuer", certificate.text("issuer").orElse(""),
        "names", String.join(", ", certificate.texts("names")),
        "from", certificate.text("validFrom").orElse(""),
        "until", certificate.text("validUntil").orElse(""),
        "sha256", certificate.text("sha256").orElse(""),
        "shown since", certificate.text("since").orElse(""),
        "refused", certificate.text("refused").orElse(""));
  }
}
