package dev.jeton.config;

import dev.jeton.directory.Mapping;
import dev.jeton.directory.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the directory's entries and groups tell of people's accounts. */
final class DirectoryMappingKeys {
  private static final Type<Optional<String>> TEXT = Types.TEXT.or(Types.NONE);

  static final Key<String> NAME_ATTRIBUTE =
      new Key<>(
          "directory.name-attribute",
          Types.TEXT,
          "uid",
          "The attribute with the account's name; Active Directory's is `sAMAccountName`.");

  static final Key<Optional<String>> KIND_ATTRIBUTE =
      attribute("kind", "the account's kind: user, extranet, customer or machine");

  static final Key<Optional<String>> FORM_ATTRIBUTE =
      attribute("form", "the id of an extranet user's form");

  static final Key<Optional<String>> LANGUAGE_ATTRIBUTE =
      attribute("language", "NOUT's language code, or a word of `directory.languages`");

  static final Key<Optional<String>> DIALECTS_ATTRIBUTE =
      attribute("dialects", "the dialects that a person may use");

  static final Key<Optional<String>> ACT_FOR_ATTRIBUTE =
      attribute("act-for", "the names of those to act for; `*` is everyone");

  static final Key<Optional<String>> FOR_CUSTOMER_ATTRIBUTE =
      attribute("for-customer", "the names of customers; `*` is every one");

  static final Key<Set<String>> DIALECTS =
      new Key<>(
          "directory.dialects",
          ServerKeys.DIALECTS,
          Set.of(),
          "The dialects that everyone in the directory may use.");

  static final Key<Map<String, Integer>> LANGUAGES =
      new Key<>(
          "directory.languages",
          Types.list(
                  Types.parsed(
                      "word=code",
                      DirectoryMappingKeys::language,
                      word -> word.getKey() + "=" + word.getValue()))
              .as(DirectoryMappingKeys::languages, words -> List.copyOf(words.entrySet())),
          Map.of(),
          "NOUT's language codes for the directory's words, each `word=code`.");

  static final Key<String> GROUPS_ATTRIBUTE =
      new Key<>(
          "directory.groups-attribute",
          Types.TEXT,
          "memberOf",
          "The attribute with the DNs of a person's groups.");

  static final Key<Optional<String>> GROUPS_BASE =
      new Key<>(
          "directory.groups-base",
          TEXT,
          Optional.empty(),
          "The DN below which groups are that list their members; without it, they are not"
              + " searched for.");

  static final Key<String> GROUPS_FILTER =
      new Key<>(
          "directory.groups-filter",
          Types.TEXT,
          "(member={dn})",
          "What finds a person's groups there; `{dn}` is the person's DN, encoded.");

  static final Key<List<Rule>> RULES =
      new Key<>(
          "directory.rules",
          Types.list(Types.parsed("a rule", Rule::parse, Rule::toString)),
          List.of(),
          "What groups and attributes give, each such as `group:erp -> dialect:nout` or"
              + " `department=Sales -> act-for:*`.");

  static final List<Key<?>> ALL =
      List.of(
          NAME_ATTRIBUTE,
          KIND_ATTRIBUTE,
          FORM_ATTRIBUTE,
          LANGUAGE_ATTRIBUTE,
          DIALECTS_ATTRIBUTE,
          ACT_FOR_ATTRIBUTE,
          FOR_CUSTOMER_ATTRIBUTE,
          DIALECTS,
          LANGUAGES,
          GROUPS_ATTRIBUTE,
          GROUPS_BASE,
          GROUPS_FILTER,
          RULES);

  private DirectoryMappingKeys() {}

  static Mapping bind(Values values) {
    return new Mapping(
        values.of(NAME_ATTRIBUTE),
        values.of(KIND_ATTRIBUTE),
        values.of(FORM_ATTRIBUTE),
        values.of(LANGUAGE_ATTRIBUTE),
        values.of(DIALECTS_ATTRIBUTE),
        values.of(ACT_FOR_ATTRIBUTE),
        values.of(FOR_CUSTOMER_ATTRIBUTE),
        values.of(DIALECTS),
        values.of(LANGUAGES),
        new Mapping.Groups(
            values.of(GROUPS_ATTRIBUTE), values.of(GROUPS_BASE), values.of(GROUPS_FILTER)),
        values.of(RULES));
  }

  private static Key<Optional<String>> attribute(String what, String meaning) {
    return new Key<>(
        "directory." + what + "-attribute",
        TEXT,
        Optional.empty(),
        "The attribute with " + meaning + ".");
  }

  private static Map.Entry<String, Integer> language(String text) {
    int equals = text.lastIndexOf('=');
    if (equals < 1 || !text.substring(equals + 1).matches("[1-9][0-9]{0,3}")) {
      throw new IllegalArgumentException("want word=code, such as cs=2");
    }
    return Map.entry(text.substring(0, equals), Integer.valueOf(text.substring(equals + 1)));
  }

  private static Map<String, Integer> languages(List<Map.Entry<String, Integer>> words) {
    var languages = new LinkedHashMap<String, Integer>();
    for (Map.Entry<String, Integer> word : words) {
      if (languages.put(word.getKey(), word.getValue()) != null) {
        throw new IllegalArgumentException("want a list that names nothing twice");
      }
    }
    return languages;
  }
}
