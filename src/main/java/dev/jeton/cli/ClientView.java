package dev.jeton.cli;

import dev.jeton.app.Document;
import java.util.ArrayList;
import java.util.List;

/** Clients as people read them. */
final class ClientView {
  private ClientView() {}

  static List<String> table(List<Document> clients) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("ID", "NAME", "STATUS", "PROOF", "GRANTS", "SCOPES"));
    for (Document client : clients) {
      rows.add(
          List.of(
              AccountView.id(client),
              AccountView.name(client),
              AccountView.status(client),
              proofs(client),
              AccountView.names(client, "grants"),
              AccountView.names(client, "scopes")));
    }
    return Printing.table(rows);
  }

  static List<String> facts(Document client) {
    var lines =
        new ArrayList<>(
            Printing.facts(
                "id", AccountView.id(client),
                "client_id", AccountView.name(client),
                "status", AccountView.status(client),
                "grants", AccountView.names(client, "grants"),
                "scopes", AccountView.names(client, "scopes"),
                "audiences", AccountView.names(client, "audiences"),
                "chosen secret", client.isTrue("chosenSecret") ? "set" : "none",
                "public keys", keys(client),
                "certificate subject", client.text("certificateSubject").orElse(""),
                "certificates", String.join(", ", client.texts("certificates"))));
    for (Document secret : client.objects("issuedSecrets")) {
      lines.add(
          "issued secret of "
              + secret.text("issued").orElse("")
              + secret.text("until").map(end -> ", ends " + end).orElse(""));
    }
    return lines;
  }

  /** What became of it, in a line, and how it is now; a new secret stands by itself. */
  static List<String> changed(String what, Document answer) {
    var lines = new ArrayList<>(List.of(line(what, answer)));
    answer
        .text("clientSecret")
        .ifPresent(
            secret -> {
              lines.add("client_secret, shown this once:");
              lines.add(secret);
            });
    lines.addAll(facts(answer.object("client").orElseThrow()));
    return lines;
  }

  /** What became of it, in a line. */
  static String line(String what, Document answer) {
    return AccountView.line(what, "client", answer);
  }

  private static String proofs(Document client) {
    var proofs = new ArrayList<String>();
    if (client.isTrue("chosenSecret") || !client.objects("issuedSecrets").isEmpty()) {
      proofs.add("secret");
    }
    if (client.object("jwks").isPresent()) {
      proofs.add("keys");
    }
    if (client.text("certificateSubject").isPresent() || !client.texts("certificates").isEmpty()) {
      proofs.add("certificate");
    }
    return proofs.isEmpty() ? "none" : String.join(", ", proofs);
  }

  private static String keys(Document client) {
    return client.object("jwks").map(set -> "" + set.objects("keys").size()).orElse("none");
  }
}
