package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;

/** Accounts as people read them. */
final class AccountView {
  private AccountView() {}

  static List<String> table(List<Document> accounts) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("ID", "NAME", "KIND", "FORM", "STATUS", "DIALECTS"));
    for (Document account : accounts) {
      rows.add(
          List.of(
              id(account),
              name(account),
              account.text("kind").orElse(""),
              account.object("form").flatMap(form -> form.text("id")).orElse("-"),
              status(account),
              dialects(account)));
    }
    return Printing.table(rows);
  }

  static List<String> facts(Document account) {
    return Printing.facts(
        "id", id(account),
        "name", name(account),
        "kind", account.text("kind").orElse(""),
        "form", account.object("form").map(AccountView::form).orElse(""),
        "status", status(account),
        "dialects", dialects(account),
        "language", account.number("language").map(code -> Long.toString(code)).orElse(""),
        "acts for", names(account, "actFor"),
        "for customers", names(account, "forCustomer"),
        "password", password(account),
        "digest secret", digestSecret(account),
        "keys", String.join(", ", account.texts("keys")));
  }

  /** What became of it, in a line, and how it is now. */
  static List<String> changed(String what, Document answer) {
    Document account = answer.object("account").orElseThrow();
    var lines = new ArrayList<String>();
    lines.add(line(what, answer));
    lines.addAll(facts(account));
    return lines;
  }

  /** That it is gone, and whether it stays so. */
  static List<String> removed(Document answer) {
    String gone = line("removed", answer);
    return answer.isTrue("comesBack")
        ? List.of(
            gone,
            "Its directory makes it anew at its next login. To keep it out, disable it there, or"
                + " once it is back, here: jeton account disable")
        : List.of(gone);
  }

  /** What became of it, in a line. */
  static String line(String what, Document answer) {
    return line(what, "account", answer);
  }

  /** The same of an account that goes by another word. */
  static String line(String what, String word, Document answer) {
    Document account = answer.object(word).orElseThrow();
    long ended = answer.number("endedSessions").orElse(0L);
    return what
        + " "
        + word
        + " "
        + name(account)
        + " (id "
        + id(account)
        + ")"
        + (ended == 0 ? "" : "; sessions ended: " + ended);
  }

  static String id(Document account) {
    return Long.toString(account.number("id").orElse(0L));
  }

  static String name(Document account) {
    return account.text("name").orElse("");
  }

  private static String form(Document form) {
    String id = form.text("id").orElse("");
    String title = form.text("title").orElse("");
    return title.equals(id) ? id : id + " (" + title + ")";
  }

  static String status(Document account) {
    return account.isTrue("enabled") ? "enabled" : "disabled";
  }

  private static String dialects(Document account) {
    return names(account, "dialects");
  }

  static String names(Document account, String list) {
    List<String> names = account.texts(list);
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String password(Document account) {
    return account
        .text("directory")
        .map(name -> "in directory " + name)
        .orElse(account.isTrue("password") ? "set" : "none");
  }

  private static String digestSecret(Document account) {
    return account.text("digestSecret").map(kind -> "kept (" + kind + ")").orElse("none");
  }
}
