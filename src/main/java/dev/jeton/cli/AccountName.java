package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An account that is there, as a command's argument. */
final class AccountName {
  @Parameters(paramLabel = "NAME", description = "The account's name.")
  private String name = "";

  @Option(
      names = "--in-form",
      paramLabel = "FORM",
      description =
          "The form that holds it, by id or title, where several forms hold an account of this"
              + " name; 0 for none.")
  private Optional<String> form = Optional.empty();

  Document find(Connection server) {
    return NamedAccount.find(server, name, form);
  }
}
