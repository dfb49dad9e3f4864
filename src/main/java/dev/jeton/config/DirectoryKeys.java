package dev.jeton.config;

import dev.jeton.directory.Address;
import dev.jeton.directory.Bounds;
import dev.jeton.directory.Finding;
import dev.jeton.directory.LdapConfig;
import dev.jeton.directory.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directory that proves passwords which are not kept here: where it is, and how it is asked.
 */
final class DirectoryKeys {
  private static final Bounds BOUNDS = Bounds.DEFAULT;
  private static final Duration TENTH = Duration.ofMillis(100);
  private static final Type<Duration> WAIT = Types.duration(TENTH, Duration.ofMinutes(1));
  private static final Type<Optional<String>> TEXT = Types.TEXT.or(Types.NONE);

  static final Key<List<Address>> SERVERS =
      new Key<>(
          "directory.servers",
          Types.list(Types.parsed("host or host:port", Address::parse, Address::toString)),
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

  static final Section SECTION =
      new Section(
          "Directory (LDAP, Active Directory)",
          Stream.concat(
                  Stream.of(
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
                      PROVISION),
                  DirectoryMappingKeys.ALL.stream())
              .toList());

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
            DirectoryMappingKeys.bind(values)));
  }
}
