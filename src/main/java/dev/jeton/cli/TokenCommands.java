package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code jeton token …}. */
@Command(name = "token", description = "Check tokens.")
final class TokenCommands {
  private static final int LIVE = 0;
  private static final int NOT_LIVE = 1;

  private final Terminal terminal;

  TokenCommands(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "check",
      description = {
        "Check the token on standard input, of whichever dialect it is.",
        "The exit code is 0 if it is live, 1 if it is not."
      })
  int check(
      @Option(
              names = "--touch",
              description = "Count this as a use, which prolongs a session that ends when idle.")
          boolean touch,
      @Mixin Connection server,
      @Mixin Printing printing) {
    Document verdict =
        server.post(
            "/v1/tokens/check", new Document(Map.of("token", terminal.line(), "touch", touch)));
    printing.print(terminal.out(), verdict, SessionView.facts(verdict));
    return verdict.text("state").equals(Optional.of("live")) ? LIVE : NOT_LIVE;
  }
}
