package dev.jeton.config;

import dev.jeton.directory.Address;
import dev.jeton.directory.Bounds;
import dev.jeton.directory.Finding;
import dev.jeton.directory.LdapConfig;
import dev.jeton.directory.Mapping;
import dev.jeton.directory.Rule;
import dev.jeton.directory.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The directory that proves passwords which are not kept here. */
final class DirectoryKeys {
  private static final Bounds BOUNDS = Bounds.DEFAULT;
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Type<Duration> WAIT = Types.duration(TENTH, Duration.ofMinutes(1));
  private static final Type<Optional<String>> TEXT = Types.TEXT.or(Types.NONE);

  static final Key<List<Address>> SERVERS =
      new Key<>(
          "directory.servers",
          Types.list(checked("host or host:port", Address::parse, Address::toString)),
          List.of(),
          "The LDAP servers, each `host` or `host:port`; without any, no directory is asked.");

  static final Key<String> NAME =
      new Key<>("directory.name", Types.TEXT, "ldap", "By which accounts name the directory.");

  static final Key<Servers.Security> SECURITY =
      new Key<>(
          "directory.security",
          Types.constants(Servers.Security.class),
          Servers.Security.LDAPS,
          "TLS from the start (port 636 unless given), StartTLS (389), or none.");

  static final Key<Boolean> PLAIN =
      new Key<>(
          "directory.plain",
          Types.ALLOWANCE,
          false,
          "Whether `security: none` is accepted beyond the loopback; passwords cross the network"
              + " in clear then.");

  static final Key<Optional<Path>> CA =
      new Key<>(
          "directory.ca",
          Types.PATH.or(Types.NONE),
          Optional.empty(),
          "Who may have issued the servers' certificates, PEM; without it, those that Java trusts.");

  static final Key<Servers.Order> ORDER =
      new Key<>(
          "directory.order",
          Types.constants(Servers.Order.class),
          Servers.Order.FAIL_OVER,
          "Whether the first server that answers is asked, or one after the other.");

  static final Key<Duration> CONNECTING =
      new Key<>(
          "directory.connecting",
          WAIT,
          Duration.ofSeconds(2),
          "How long a connection may take to be made, TLS included.");

  static final Key<Duration> ANSWERING =
      new Key<>(
          "directory.answering", WAIT, Duration.ofSeconds(3), "How long one answer may take.");

  static final Key<Duration> AGE =
      new Key<>(
          "directory.age",
          Types.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          Duration.ofMinutes(10),
          "After which a connection is replaced by a new one.");

  static final Key<Integer> CONNECTIONS =
      new Key<>(
          "directory.connections",
          Types.whole(1, 1000),
          BOUNDS.connections(),
          "Logins that the directory is asked about at once; each uses two connections at the"
              + " most.");

  static final Key<Integer> QUEUE =
      new Key<>(
          "directory.queue",
          Types.whole(0, 100_000),
          BOUNDS.queue(),
          "Logins that may wait for their turn; what comes beyond is refused as overloaded.");

  static final Key<Duration> PATIENCE =
      new Key<>(
          "directory.patience",
          WAIT,
          BOUNDS.patience(),
          "How long a login may wait for its turn before it is refused as overloaded.");

  static final Key<Duration> DEADLINE =
      new Key<>(
          "directory.deadline",
          WAIT,
          BOUNDS.deadline(),
          "How long all that a login asks may take; past it, the directory is unavailable.");

  static final Key<Optional<String>> SERVICE =
      new Key<>(
          "directory.service",
          TEXT,
          Optional.empty(),
          "The name of the service account that looks for entries; without it, it is looked for"
              + " anonymously.");

  static final Key<Optional<Path>> SERVICE_PASSWORD =
      new Key<>(
          "directory.service-password-file",
          Types.PATH.or(Types.NONE),
          Optional.empty(),
          "The file that holds the service account's password; it is read for each connection.");

  static final Key<Optional<String>> BASE =
      new Key<>(
          "directory.base",
          TEXT,
          Optional.empty(),
          "The DN below which people are, such as `ou=people,dc=example,dc=org`.");

  static final Key<String> FILTER =
      new Key<>(
          "directory.filter",
          Types.TEXT,
          "(&(objectClass=person)(uid={name}))",
          "What finds a person; `{name}` is the login's name, encoded.");

  static final Key<Optional<String>> DIRECT =
      new Key<>(
          "directory.direct",
          TEXT,
          Optional.empty(),
          "A name to bind by without a search before: a DN with `{name}` in it, or"
              + " `{name}@example.org` for Active Directory.");

  static final Key<Boolean> PROVISION =
      new Key<>(
          "directory.provision",
          Types.FLAG,
          false,
          "Whether those whom the directory proves get an account at their first login, which"
              + " follows the directory at each one.");

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
                  checked(
                      "word=code",
                      DirectoryKeys::language,
                      word -> word.getKey() + "=" + word.getValue()))
              .as(DirectoryKeys::languages, words -> List.copyOf(words.entrySet())),
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
          Types.list(checked("a rule", Rule::parse, Rule::toString)),
          List.of(),
          "What groups and attributes give, each such as `group:erp -> dialect:nout` or"
              + " `department=Sales -> act-for:*`.");

  static final Section SECTION =
      new Section(
          "Directory (LDAP, Active Directory)",
          List.of(
              SERVERS,
              NAME,
              SECURITY,
              PLAIN,
              CA,
              ORDER,
              CONNECTING,
              ANSWERING,
              AGE,
              CONNECTIONS,
              QUEUE,
              PATIENCE,
              DEADLINE,
              SERVICE,
              SERVICE_PASSWORD,
              BASE,
              FILTER,
              DIRECT,
              PROVISION,
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
              RULES));

  private DirectoryKeys() {}

  /** The directory, if it has servers. */
  static Optional<LdapConfig> bind(Values values) {
    if (values.of(SERVERS).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new LdapConfig(
            values.of(NAME),
            new Servers(
                values.of(SERVERS),
                values.of(SECURITY),
                values.of(CA),
                values.of(PLAIN),
                values.of(ORDER),
                values.of(CONNECTING),
                values.of(ANSWERING),
                values.of(AGE)),
            new Bounds(
                values.of(CONNECTIONS), values.of(QUEUE), values.of(PATIENCE), values.of(DEADLINE)),
            new Finding(
                values.of(SERVICE),
                values.of(SERVICE_PASSWORD),
                values.of(BASE),
                values.of(FILTER),
                values.of(DIRECT)),
            values.of(PROVISION),
            mapping(values)));
  }

  private static Mapping mapping(Values values) {
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

  /** A text that a record of the directory reads, and complains about in its own words. */
  private static <T> Type<T> checked(
      String looks, Function<String, T> parse, Function<T, String> write) {
    return new Type<>(
        looks, Type.Handling.OPEN, content -> parse.apply(content.single().strip()), write);
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
