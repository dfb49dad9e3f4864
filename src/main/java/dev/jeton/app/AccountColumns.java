package dev.jeton.app;

import dev.jeton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The columns of a table of accounts. An empty cell says nothing. Names in one cell stand between
 * bars; a cell that begins with a bracket is a JSON list, for names that hold a bar.
 */
public enum AccountColumns {
  NAME("name"),
  ID("id"),
  KIND("kind"),
  FORM("form"),
  FORM_TITLE("formTitle"),
  DIALECTS("dialects"),
  LANGUAGE("language"),
  ACT_FOR("actFor"),
  FOR_CUSTOMER("forCustomer"),
  ENABLED("enabled"),
  DIRECTORY("directory"),
  PASSWORD("password"),
  DIGEST("digest"),
  ALLOW_WEAK("allowWeak"),
  PASSWORD_HASH("passwordHash"),
  HASH_SCHEME("hashScheme"),
  SALT("salt"),
  SALT_ENCODING("saltEncoding"),
  NOUT_SECRET("noutSecret"),
  DIGEST_SECRET("digestSecret"),
  KEYS("keys");

  private final String text;

  AccountColumns(String text) {
    this.text = text;
  }

  /** As the admin API calls it. */
  public String text() {
    return text;
  }

  /** By its name, whatever its case, with or without underscores and dashes. */
  public static Optional<AccountColumns> named(String header) {
    String plain = header.strip().replaceAll("[_-]", "").toLowerCase(Locale.ROOT);
    for (AccountColumns column : values()) {
      if (column.text.toLowerCase(Locale.ROOT).equals(plain)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }

  /** All names, for whoever got one wrong. */
  public static String names() {
    return List.of(values()).stream().map(AccountColumns::text).collect(Collectors.joining(", "));
  }

  /**
   * Puts a cell's value where the admin API wants it.
   *
   * @throws IllegalArgumentException if it can't be; its message quotes nothing of the cell
   */
  void put(Map<String, Object> row, String cell) {
    switch (this) {
      case ID, LANGUAGE -> row.put(text, number(cell));
      case ENABLED, DIGEST, ALLOW_WEAK -> row.put(text, truth(cell));
      case DIALECTS, ACT_FOR, FOR_CUSTOMER -> row.put(text, names(cell));
      case FORM, FORM_TITLE -> {
        var form = new LinkedHashMap<String, Object>();
        if (row.get(FORM.text) instanceof Map<?, ?> before) {
          before.forEach((name, value) -> form.put((String) name, value));
        }
        form.put(this == FORM ? "id" : "title", cell);
        row.put(FORM.text, form);
      }
      case KEYS -> row.put(text, names(cell).stream().map(AccountColumns::pair).toList());
      case NAME,
          KIND,
          DIRECTORY,
          PASSWORD,
          PASSWORD_HASH,
          HASH_SCHEME,
          SALT,
          SALT_ENCODING,
          NOUT_SECRET,
          DIGEST_SECRET ->
          row.put(text, cell);
    }
  }

  /** The cell that says the same as a member of an account of the admin API. */
  String cell(Document account) {
    return switch (this) {
      case ID, LANGUAGE -> account.number(text).map(Object::toString).orElse("");
      case ENABLED -> Boolean.toString(account.isTrue(text));
      case DIALECTS, ACT_FOR, FOR_CUSTOMER -> cell(account.texts(text));
      case FORM -> account.object(FORM.text).flatMap(form -> form.text("id")).orElse("");
      case FORM_TITLE -> account.object(FORM.text).flatMap(form -> form.text("title")).orElse("");
      case ALLOW_WEAK -> account.text(DIGEST_SECRET.text).isPresent() ? "true" : "";
      case PASSWORD, DIGEST, KEYS -> "";
      case NAME,
          KIND,
          DIRECTORY,
          PASSWORD_HASH,
          HASH_SCHEME,
          SALT,
          SALT_ENCODING,
          NOUT_SECRET,
          DIGEST_SECRET ->
          account.text(text).orElse("");
    };
  }

  private Long number(String cell) {
    if (!cell.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(text + " is a whole number");
    }
    return Long.valueOf(cell);
  }

  private Boolean truth(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new IllegalArgumentException(text + " is true or false");
    };
  }

  private List<String> names(String cell) {
    if (!cell.startsWith("[")) {
      return List.of(cell.split("\\|")).stream()
          .map(String::strip)
          .filter(name -> !name.isEmpty())
          .toList();
    }
    var names = new ArrayList<String>();
    if (Json.read(cell.getBytes(StandardCharsets.UTF_8)) instanceof Json.Value(List<?> list)) {
      for (Object each : list) {
        if (!(each instanceof String name)) {
          throw new IllegalArgumentException(text + " is a list of texts");
        }
        names.add(name);
      }
      return names;
    }
    throw new IllegalArgumentException(text + " begins like a JSON list and is none");
  }

  private static String cell(List<String> names) {
    boolean plain =
        names.stream()
            .allMatch(
                name -> !name.contains("|") && !name.startsWith("[") && name.equals(name.strip()));
    return plain ? String.join("|", names) : Json.write(names);
  }

  private static Map<String, Object> pair(String pair) {
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("keys are identifiant:motDePasse");
    }
    return Map.of("identifiant", pair.substring(0, colon), "motDePasse", pair.substring(colon + 1));
  }
}
