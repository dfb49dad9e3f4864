package dev.jeton.admin;

import dev.jeton.account.AccountEdit;
import dev.jeton.account.AccountImport;
import dev.jeton.account.AccountImport.Existing;
import dev.jeton.account.AccountImport.Outcome;
import dev.jeton.account.AccountImport.Row;
import dev.jeton.account.KeyPair;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** {@code /v1/accounts/import}: many accounts in one request, each with an outcome of its own. */
final class ImportResource {
  private static final int MOST_ROWS = 1000;

  private final AccountImport accounts;

  ImportResource(AccountImport accounts) {
    this.accounts = accounts;
  }

  /** A row that can't be read is refused by itself, and the others are taken. */
  Reply take(Request request) {
    Input body = Input.body(request);
    Existing existing = body.text("onExisting").map(ImportResource::existing).orElse(Existing.SKIP);
    boolean dryRun = body.truth("dryRun").orElse(false);
    List<Input> rows =
        body.objects("rows").orElseThrow(() -> new BadRequest("the body lacks rows"));
    body.refuseOthers();
    if (rows.size() > MOST_ROWS) {
      throw new BadRequest("rows are at most " + MOST_ROWS);
    }
    var readable = new ArrayList<Row>();
    var refused = new ArrayList<Optional<String>>();
    for (Input row : rows) {
      try {
        readable.add(row(row));
        refused.add(Optional.empty());
      } catch (BadRequest e) {
        refused.add(Optional.of(e.why()));
      }
    }
    Iterator<Outcome> outcomes = accounts.take(readable, existing, dryRun).iterator();
    return Replies.of(
        200,
        Map.of(
            "results",
            refused.stream()
                .map(why -> view(why.map(Outcome::refused).orElseGet(outcomes::next)))
                .toList()));
  }

  private static Row row(Input row) {
    String name = row.requiredText("name");
    OptionalLong id = row.number("id");
    AccountEdit edit = AccountBody.edit(row);
    List<KeyPair> pairs =
        row.objects("keys").orElse(List.of()).stream().map(ImportResource::pair).toList();
    row.refuseOthers();
    return new Row(name, id, edit, pairs);
  }

  private static KeyPair pair(Input pair) {
    String identifiant = pair.requiredText("identifiant");
    String motDePasse = pair.requiredText("motDePasse");
    pair.refuseOthers();
    try {
      return KeyPair.of(identifiant, motDePasse);
    } catch (IllegalArgumentException e) {
      throw new BadRequest(e);
    }
  }

  private static Existing existing(String name) {
    return Arrays.stream(Existing.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new BadRequest("onExisting is skip, replace or refuse"));
  }

  private static Map<String, Object> view(Outcome outcome) {
    return new Members()
        .put("outcome", outcome.what().name().toLowerCase(Locale.ROOT))
        .put("why", outcome.why())
        .map();
  }
}
