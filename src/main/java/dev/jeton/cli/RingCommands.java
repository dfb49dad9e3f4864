package dev.jeton.cli;

import dev.jeton.app.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jeton keys …}. */
@Command(
    name = "keys",
    description =
        "List and rotate the server's own keys, and change what they are encrypted under.")
final class RingCommands {
  private final Terminal terminal;

  RingCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      description = {
        "List the keys that there are and were.",
        "NEEDED counts the records that still need a former key; it is destroyed at none."
      })
  void list(@Mixin Connection server, @Mixin Printing printing) {
    Document ring = server.get("/v1/keys", Map.of());
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("KIND", "ID", "STATE", "MADE", "RETIRED", "DESTROYED", "NEEDED"));
    for (Document key : ring.objects("keys")) {
      rows.add(
          List.of(
              key.text("kind").orElse(""),
              number(key, "id"),
              key.text("state").orElse(""),
              key.text("made").orElse(""),
              key.text("retired").orElse(""),
              key.text("destroyed").orElse(""),
              number(key, "needed")));
    }
    var lines = new ArrayList<>(Printing.table(rows));
    lines.add("root key " + ring.text("rootKey").orElse(""));
    printing.print(terminal.out(), ring, lines);
  }

  @Command(
      name = "rotate",
      description = {
        "Make a new key of a kind: token, api-key, sealing, admin, audit, nonce, signing-eddsa,"
            + " signing-es256 or signing-rs256.",
        "What was made under the former one holds: nobody is logged out. Of a signing kind the next"
            + " key, which is published, becomes current, and the new one is next."
      })
  void rotate(
      @Parameters(paramLabel = "KIND", description = "The kind of key.") String kind,
      @Option(
              names = "--compromised",
              description =
                  "Withdraw all keys of a signing kind at once: what they signed holds no more.")
          boolean compromised,
      @Mixin Connection server,
      @Mixin Printing printing) {
    String word = kind.toLowerCase(Locale.ROOT).replace('_', '-');
    if (!word.matches("[a-z0-9-]+")) {
      throw Failure.wrongUse("KIND is one that jeton keys list names");
    }
    Map<String, Object> how = compromised ? Map.of("compromised", true) : Map.of();
    Document made = server.post("/v1/keys/" + word, new Document(how));
    printing.print(
        terminal.out(),
        made,
        List.of("the key " + word + " " + number(made, "id") + " is current"));
  }

  @Command(
      name = "rewrap",
      description = {
        "Encrypt the key ring under another root key.",
        "The next start needs that one: name its file by keys.root-key-file."
      })
  void rewrap(
      @Option(
              names = "--new-root-key-file",
              paramLabel = "FILE",
              required = true,
              description = "Holds the new root key, as jeton keys root-key new makes it.")
          Path file,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document wrapped =
        server.put("/v1/keys/root", new Document(Map.of("rootKey", read(file).strip())));
    printing.print(
        terminal.out(),
        wrapped,
        List.of(
            "the key ring is encrypted under the root key " + wrapped.text("rootKey").orElse(""),
            "before the next start, set keys.root-key-file to where it will be"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Failure.wrongUse(file + " can't be read: " + e.getMessage());
    }
  }

  private static String number(Document document, String name) {
    return document.number(name).map(String::valueOf).orElse("");
  }
}
