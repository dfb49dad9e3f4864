package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;

/** Sessions as people read them. */
final class SessionView {
  private SessionView() {}

  static List<String> table(List<Document> sessions) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("ID", "DIALECT", "ACTOR", "SUBJECT", "CUSTOMER", "ISSUED", "DEADLINE"));
    for (Document session : sessions) {
      rows.add(
          List.of(
              session.text("id").orElse(""),
              session.text("dialect").orElse(""),
              name(session, "actor"),
              name(session, "subject"),
              name(session, "customer"),
              session.text("issued").orElse(""),
              session.text("deadline").orElse("")));
    }
    return Printing.table(rows);
  }

  /** Of one that is not live there is little to tell. */
  static List<String> facts(Document session) {
    return Printing.facts(
        "state", session.text("state").orElse(""),
        "at", session.text("at").orElse(""),
        "id", session.text("id").orElse(""),
        "dialect", session.text("dialect").orElse(""),
        "actor", party(session, "actor"),
        "subject", party(session, "subject"),
        "customer", party(session, "customer"),
        "form", session.object("form").flatMap(form -> form.text("id")).orElse(""),
        "language", session.number("language").map(code -> Long.toString(code)).orElse(""),
        "client", session.text("client").orElse(""),
        "scope", grant(session, "scope"),
        "audience", grant(session, "audience"),
        "comes of", session.object("grant").flatMap(grant -> grant.text("source")).orElse(""),
        "issued", session.text("issued").orElse(""),
        "deadline", session.text("deadline").orElse(""),
        "at the latest", session.text("absoluteDeadline").orElse(""));
  }

  private static String grant(Document session, String member) {
    return session.object("grant").map(grant -> String.join(" ", grant.texts(member))).orElse("");
  }

  private static String name(Document session, String party) {
    return session.object(party).flatMap(account -> account.text("name")).orElse("-");
  }

  private static String party(Document session, String party) {
    return session
        .object(party)
        .map(
            account ->
                account.text("name").orElse("") + " (id " + account.number("id").orElse(0L) + ")")
        .orElse("");
  }
}
