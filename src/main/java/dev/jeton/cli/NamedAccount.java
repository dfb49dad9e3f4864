package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the one account that a name on the command line means. */
final class NamedAccount {
  /** What stands for "in no form", since no form has this id. */
  static final String NO_FORM = "0";

  private NamedAccount() {}

  /**
   * The account of this name. Names are unique within their form alone, so a name that several
   * forms hold is refused unless the form is told too.
   *
   * @param form its id or title, {@value #NO_FORM} for accounts in no form
   */
  static Document find(Connection server, String name, Optional<String> form) {
    List<Document> found =
        server.get("/v1/accounts", Map.of("name", name)).objects("accounts").stream()
            .filter(account -> form.isEmpty() || livesIn(account, form.get()))
            .toList();
    if (found.isEmpty()) {
      throw Failure.refused(
          "no account is called " + name + form.map(f -> " in the form " + f).orElse(""));
    }
    if (found.size() > 1) {
      throw Failure.refused(
          "several accounts are called "
              + name
              + ": say which by --in-form "
              + found.stream().map(NamedAccount::form).collect(Collectors.joining(" or ")));
    }
    return found.getFirst();
  }

  static String path(Document account) {
    return "/v1/accounts/" + account.number("id").orElseThrow();
  }

  private static boolean livesIn(Document account, String form) {
    return account
        .object("form")
        .map(
            own ->
                own.text("id").equals(Optional.of(form))
                    || own.text("title").equals(Optional.of(form)))
        .orElse(form.equals(NO_FORM));
  }

  private static String form(Document account) {
    return account.object("form").flatMap(own -> own.text("id")).orElse(NO_FORM);
  }
}
