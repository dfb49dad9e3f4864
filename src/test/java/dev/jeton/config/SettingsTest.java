package dev.jeton.config;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jeton.account.Bandwidth;
import dev.jeton.account.Limits;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.DigestRule;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.directory.Address;
import dev.jeton.directory.LdapConfig;
import dev.jeton.directory.Rule;
import dev.jeton.directory.Servers;
import dev.jeton.http.Cidr;
import dev.jeton.http.ClientCertificates;
import dev.jeton.http.ProxyConfig;
import dev.jeton.keys.SigningAlgorithm;
import dev.jeton.relay.RelayConfig;
import dev.jeton.session.SessionsConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every key: its default, another value of it by the file and by the environment, and where it
 * arrives.
 */
final class SettingsTest {

  /**
   * What is to be proved of a key.
   *
   * @param besides what else must be given for the other value to hold, in the file's words
   */
  record Row(
      String key,
      String preset,
      Object presetValue,
      String other,
      Object otherValue,
      Function<Settings, Object> place,
      Map<String, String> besides) {
    @Override
    public String toString() {
      return key;
    }
  }

  private static Row row(
      String key,
      String preset,
      Object presetValue,
      String other,
      Object otherValue,
      Function<Settings, Object> place) {
    return new Row(key, preset, presetValue, other, otherValue, place, Map.of());
  }

  private static final Set<String> ALL = Set.of("nout", "balans", "vz", "wipsos", "oauth");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int KIB = 1024;
  private static final Pattern RANGE = Pattern.compile(" from (?<least>\\S+) to (?<most>\\S+)");

  private static Stream<Row> rows() {
    return Stream.of(
            server(),
            limits(),
            password(),
            throttle(),
            directory(),
            sessions(),
            store(),
            audit(),
            keys(),
            oauth(),
            nout(),
            balans(),
            vz(),
            wipsos(),
            forward(),
            upstream("nout", true, false),
            upstream("balans", true, true),
            upstream("vz", false, false),
            upstream("wipsos", false, true))
        .flatMap(List::stream);
  }

  private static List<Row> server() {
    return List.of(
        row("data", "data", Path.of("data"), "/x", Path.of("/x"), Settings::data),
        row(
            "public-url",
            "none",
            Optional.empty(),
            "https://x.example:444",
            Optional.of("https://x.example:444"),
            s -> s.server().publicUrl()),
        row(
            "allowed-hosts",
            "[]",
            List.of(),
            "[b.example, a.example]",
            List.of("b.example", "a.example"),
            s -> s.server().hosts()),
        row("https.host", "0.0.0.0", "0.0.0.0", "localhost", "localhost", s -> s.https().host()),
        row("https.port", "8443", 8443, "443", 443, s -> s.https().port()),
        new Row(
            "https.certificate",
            "none",
            Optional.empty(),
            "c.pem",
            Optional.of(Path.of("c.pem")),
            s -> s.tls().certificate().map(Certificate::chain),
            Map.of("https.key", "k.pem")),
        new Row(
            "https.key",
            "none",
            Optional.empty(),
            "k.pem",
            Optional.of(Path.of("k.pem")),
            s -> s.tls().certificate().map(Certificate::key),
            Map.of("https.certificate", "c.pem")),
        new Row(
            "https.client-certificates",
            "none",
            ClientCertificates.Demand.NONE,
            "require",
            ClientCertificates.Demand.REQUIRE,
            s -> s.tls().clients(),
            Map.of("https.client-ca", "ca.pem")),
        new Row(
            "https.client-ca",
            "none",
            Optional.empty(),
            "ca.pem",
            Optional.of(Path.of("ca.pem")),
            s -> s.tls().clientAuthorities(),
            Map.of("https.client-certificates", "request")),
        new Row(
            "https.hsts",
            "none",
            Optional.empty(),
            "365d",
            Optional.of(Duration.ofDays(365)),
            s -> s.tls().hsts(),
            Map.of("https.key", "k.pem", "https.certificate", "c.pem")),
        new Row(
            "proxies.forwarded",
            "ignore",
            ProxyConfig.Trust.IGNORE,
            "accept",
            ProxyConfig.Trust.ACCEPT,
            s -> s.server().proxies().trust(),
            Map.of("proxies.networks", "[10.0.0.0/8]")),
        new Row(
            "proxies.networks",
            "[]",
            List.of(),
            "[10.0.0.0/8, 2001:db8::7]",
            List.of(Cidr.of("10.0.0.0/8").get(), Cidr.of("2001:db8::7").get()),
            s -> s.server().proxies().networks(),
            Map.of("proxies.forwarded", "accept")),
        row(
            "https.dialects",
            "[balans, nout, oauth, vz, wipsos]",
            ALL,
            "[vz]",
            Set.of("vz"),
            s -> s.https().dialects()),
        row("http.enabled", "true", true, "false", false, s -> s.http().isPresent()),
        row("http.host", "127.0.0.1", "127.0.0.1", "::1", "::1", s -> http(s).host()),
        row("http.port", "8052", 8052, "0", 0, s -> http(s).port()),
        row(
            "http.dialects",
            "[balans, nout, oauth, vz, wipsos]",
            ALL,
            "[nout, balans]",
            Set.of("nout", "balans"),
            s -> http(s).dialects()),
        row("admin.port", "0", 0, "8444", 8444, Settings::adminPort),
        row(
            "log.format",
            "text",
            LogConfig.Format.TEXT,
            "json",
            LogConfig.Format.JSON,
            s -> s.log().format()),
        row(
            "log.level",
            "info",
            LogConfig.Level.INFO,
            "warn",
            LogConfig.Level.WARN,
            s -> s.log().level()));
  }

  private static ListenerConfig http(Settings settings) {
    return settings.http().orElseThrow();
  }

  private static List<Row> limits() {
    return List.of(
        row("limits.body", "256KiB", 256 * KIB, "1MiB", KIB * KIB, s -> s.server().limits().body()),
        row(
            "limits.bodies",
            "heap",
            Runtime.getRuntime().maxMemory() / 8,
            "512MiB",
            512L * KIB * KIB,
            s -> s.server().limits().bodies()),
        row(
            "limits.request-line",
            "8KiB",
            8 * KIB,
            "5000B",
            5000,
            s -> s.server().limits().requestLine()),
        row(
            "limits.headers",
            "16KiB",
            16 * KIB,
            "8KiB",
            8 * KIB,
            s -> s.server().limits().headers()),
        row(
            "limits.connections",
            "10000",
            10_000,
            "50000",
            50_000,
            s -> s.server().limits().connections()),
        row(
            "limits.connections-by-network",
            "1000",
            1000,
            "20",
            20,
            s -> s.server().limits().connectionsByNetwork()),
        row("limits.waiting", "10000", 10_000, "99", 99, s -> s.server().limits().waiting()),
        row(
            "limits.arrival",
            "20s",
            Duration.ofSeconds(20),
            "5m",
            Duration.ofMinutes(5),
            s -> s.server().limits().arrival()),
        row(
            "limits.idle",
            "1m",
            MINUTE,
            "90s",
            Duration.ofSeconds(90),
            s -> s.server().limits().idle()),
        row(
            "limits.drain",
            "5s",
            Duration.ofSeconds(5),
            "0ms",
            Duration.ZERO,
            s -> s.server().drain()));
  }

  private static List<Row> password() {
    return List.of(
        row("password.memory", "19MiB", 19_456, "64MiB", 65_536, s -> s.password().memory()),
        row("password.iterations", "2", 2, "3", 3, s -> s.password().iterations()),
        row("password.parallelism", "1", 1, "2", 2, s -> s.password().parallelism()),
        row(
            "password.threads",
            "cores",
            Runtime.getRuntime().availableProcessors(),
            "200",
            200,
            s -> s.password().threads()),
        row("password.queue", "256", 256, "0", 0, s -> s.password().queue()),
        row(
            "password.patience",
            "4s",
            Duration.ofSeconds(4),
            "500ms",
            Duration.ofMillis(500),
            s -> s.password().patience()),
        row("password.minimum-length", "8", 8, "15", 15, s -> s.policy().minimumLength()),
        row(
            "password.refused-words",
            "[]",
            Set.of(),
            "[Acme, acme tower]",
            Set.of("Acme", "acme tower"),
            s -> s.policy().refusedWords()),
        row(
            "password.breached-file",
            "none",
            Optional.empty(),
            "/x/sha1.txt",
            Optional.of(Path.of("/x/sha1.txt")),
            s -> s.policy().breachedFile()));
  }

  private static List<Row> throttle() {
    return List.of(
        row(
            "throttle.login",
            "[10/1m, 30/1h, 100/1d]",
            Limits.of(
                new Bandwidth(10, MINUTE),
                new Bandwidth(30, Duration.ofHours(1)),
                new Bandwidth(100, Duration.ofDays(1))),
            "[5/2m]",
            Limits.of(new Bandwidth(5, Duration.ofMinutes(2))),
            s -> s.throttle().login()),
        row(
            "throttle.account",
            "[50/1h, 200/1d]",
            Limits.of(
                new Bandwidth(50, Duration.ofHours(1)), new Bandwidth(200, Duration.ofDays(1))),
            "[5/2m, 6/1h]",
            Limits.of(
                new Bandwidth(5, Duration.ofMinutes(2)), new Bandwidth(6, Duration.ofHours(1))),
            s -> s.throttle().account()),
        row(
            "throttle.network",
            "[100/1m, 1000/1h, 5000/1d]",
            Limits.of(
                new Bandwidth(100, MINUTE),
                new Bandwidth(1000, Duration.ofHours(1)),
                new Bandwidth(5000, Duration.ofDays(1))),
            "[7/500ms]",
            Limits.of(new Bandwidth(7, Duration.ofMillis(500))),
            s -> s.throttle().network()),
        row(
            "throttle.tokens",
            "[60/1m, 1000/1h, 5000/1d]",
            Limits.of(
                new Bandwidth(60, MINUTE),
                new Bandwidth(1000, Duration.ofHours(1)),
                new Bandwidth(5000, Duration.ofDays(1))),
            "[8/1m]",
            Limits.of(new Bandwidth(8, MINUTE)),
            s -> s.throttle().tokens()),
        row(
            "throttle.known-for",
            "30d",
            Duration.ofDays(30),
            "12h",
            Duration.ofHours(12),
            s -> s.throttle().knownFor()),
        row(
            "throttle.remembered",
            "1000000",
            1_000_000,
            "5000",
            5000,
            s -> s.throttle().remembered()),
        row(
            "throttle.uncounted",
            "[]",
            Set.of(),
            "[192.0.2.7, 2001:db8:0:1::/64]",
            Set.of(
                new dev.jeton.session.Network("192.0.2.7"),
                new dev.jeton.session.Network("2001:0db8:0000:0001::/64")),
            s -> s.throttle().uncounted()));
  }

  private static List<Row> sessions() {
    return List.of(
        row(
            "sessions.absolute-maximum",
            "30d",
            Duration.ofDays(30),
            "36h",
            Duration.ofHours(36),
            s -> s.sessions().absoluteMaximum()),
        row(
            "sessions.per-account",
            "none",
            OptionalInt.empty(),
            "5",
            OptionalInt.of(5),
            s -> s.sessions().perAccount()),
        row(
            "sessions.beyond",
            "oldest-ends",
            SessionsConfig.Beyond.OLDEST_ENDS,
            "refuse",
            SessionsConfig.Beyond.REFUSE,
            s -> s.sessions().beyond()),
        row(
            "sessions.logins-per-minute",
            "none",
            OptionalInt.empty(),
            "60",
            OptionalInt.of(60),
            s -> s.throttle().loginsPerMinute()),
        row(
            "sessions.end-on-password-change",
            "all",
            SessionsConfig.EndOnPasswordChange.ALL,
            "others",
            SessionsConfig.EndOnPasswordChange.OTHERS,
            s -> s.sessions().endOnPasswordChange()));
  }

  private static List<Row> directory() {
    return List.of(
        new Row(
            "directory.servers",
            "[]",
            List.of(),
            "[ldap.example.org, ldap2.example.org:389]",
            List.of(Address.parse("ldap.example.org"), Address.parse("ldap2.example.org:389")),
            s -> s.directory().map(d -> d.servers().addresses()).orElse(List.of()),
            Map.of("directory.base", "dc=x")),
        ldap("directory.name", "ldap", "ldap", "corp", "corp", LdapConfig::name),
        ldap(
            "directory.security",
            "ldaps",
            Servers.Security.LDAPS,
            "starttls",
            Servers.Security.STARTTLS,
            d -> d.servers().security()),
        ldap("directory.plain", "refuse", false, "allow", true, d -> d.servers().plainAllowed()),
        ldap(
            "directory.ca",
            "none",
            Optional.empty(),
            "ca.pem",
            Optional.of(Path.of("ca.pem")),
            d -> d.servers().authorities()),
        ldap(
            "directory.order",
            "fail-over",
            Servers.Order.FAIL_OVER,
            "round-robin",
            Servers.Order.ROUND_ROBIN,
            d -> d.servers().order()),
        ldap(
            "directory.connecting",
            "2s",
            Duration.ofSeconds(2),
            "500ms",
            Duration.ofMillis(500),
            d -> d.servers().connecting()),
        ldap(
            "directory.answering",
            "3s",
            Duration.ofSeconds(3),
            "5s",
            Duration.ofSeconds(5),
            d -> d.servers().answering()),
        ldap(
            "directory.age",
            "10m",
            Duration.ofMinutes(10),
            "1h",
            Duration.ofHours(1),
            d -> d.servers().age()),
        ldap("directory.connections", "8", 8, "20", 20, d -> d.bounds().connections()),
        ldap("directory.queue", "64", 64, "0", 0, d -> d.bounds().queue()),
        ldap(
            "directory.patience",
            "2s",
            Duration.ofSeconds(2),
            "1s",
            SECOND,
            d -> d.bounds().patience()),
        ldap(
            "directory.deadline",
            "8s",
            Duration.ofSeconds(8),
            "1m",
            MINUTE,
            d -> d.bounds().deadline()),
        ldapWith(
            "directory.service",
            "none",
            Optional.empty(),
            "cn=jeton",
            Optional.of("cn=jeton"),
            d -> d.finding().service(),
            Map.of("directory.service-password-file", "p")),
        ldapWith(
            "directory.service-password-file",
            "none",
            Optional.empty(),
            "p",
            Optional.of(Path.of("p")),
            d -> d.finding().servicePassword(),
            Map.of("directory.service", "cn=jeton")),
        new Row(
            "directory.base",
            "none",
            Optional.empty(),
            "ou=people,dc=x",
            Optional.of("ou=people,dc=x"),
            s -> s.directory().flatMap(d -> d.finding().base()),
            Map.of("directory.servers", "ldap")),
        ldap(
            "directory.filter",
            "(&(objectClass=person)(uid={name}))",
            "(&(objectClass=person)(uid={name}))",
            "(mail={name})",
            "(mail={name})",
            d -> d.finding().filter()),
        ldap(
            "directory.direct",
            "none",
            Optional.empty(),
            "{name}@example.org",
            Optional.of("{name}@example.org"),
            d -> d.finding().direct()),
        ldapWith(
            "directory.provision",
            "false",
            false,
            "true",
            true,
            LdapConfig::provision,
            Map.of("directory.dialects", "vz")),
        ldap(
            "directory.name-attribute",
            "uid",
            "uid",
            "sAMAccountName",
            "sAMAccountName",
            d -> d.mapping().name()),
        ldap(
            "directory.kind-attribute",
            "none",
            Optional.empty(),
            "title",
            Optional.of("title"),
            d -> d.mapping().kind()),
        ldap(
            "directory.form-attribute",
            "none",
            Optional.empty(),
            "title",
            Optional.of("title"),
            d -> d.mapping().form()),
        ldap(
            "directory.language-attribute",
            "none",
            Optional.empty(),
            "title",
            Optional.of("title"),
            d -> d.mapping().language()),
        ldap(
            "directory.dialects-attribute",
            "none",
            Optional.empty(),
            "title",
            Optional.of("title"),
            d -> d.mapping().dialects()),
        ldap(
            "directory.act-for-attribute",
            "none",
            Optional.empty(),
            "title",
            Optional.of("title"),
            d -> d.mapping().actFor()),
        ldap(
            "directory.for-customer-attribute",
            "none",
            Optional.empty(),
            "title",
            Optional.of("title"),
            d -> d.mapping().forCustomer()),
        ldap(
            "directory.dialects",
            "[]",
            Set.of(),
            "[vz, nout]",
            Set.of("nout", "vz"),
            d -> d.mapping().everyone()),
        ldap(
            "directory.languages",
            "[]",
            Map.of(),
            "[cs=2, Serbian=7]",
            Map.of("cs", 2, "Serbian", 7),
            d -> d.mapping().languages()),
        ldap(
            "directory.groups-attribute",
            "memberOf",
            "memberOf",
            "groups",
            "groups",
            d -> d.mapping().groups().attribute()),
        ldap(
            "directory.groups-base",
            "none",
            Optional.empty(),
            "ou=groups",
            Optional.of("ou=groups"),
            d -> d.mapping().groups().base()),
        ldap(
            "directory.groups-filter",
            "(member={dn})",
            "(member={dn})",
            "(uniqueMember={dn})",
            "(uniqueMember={dn})",
            d -> d.mapping().groups().filter()),
        ldap(
            "directory.rules",
            "[]",
            List.of(),
            "[group:erp -> dialect:nout, title=Boss -> act-for:*]",
            List.of(Rule.parse("group:erp -> dialect:nout"), Rule.parse("title=Boss -> act-for:*")),
            d -> d.mapping().rules()));
  }

  private static Row ldap(
      String key,
      String preset,
      Object presetValue,
      String other,
      Object otherValue,
      Function<LdapConfig, Object> place) {
    return ldapWith(key, preset, presetValue, other, otherValue, place, Map.of());
  }

  /** A key of a directory that has no more than it needs, where there is none. */
  private static Row ldapWith(
      String key,
      String preset,
      Object presetValue,
      String other,
      Object otherValue,
      Function<LdapConfig, Object> place,
      Map<String, String> more) {
    var besides =
        new LinkedHashMap<>(Map.of("directory.servers", "ldap", "directory.base", "dc=x"));
    besides.putAll(more);
    return new Row(
        key,
        preset,
        presetValue,
        other,
        otherValue,
        s ->
            place.apply(
                s.directory()
                    .orElseGet(
                        () ->
                            environment(
                                    Map.of(
                                        "JETON_DIRECTORY_SERVERS", "ldap",
                                        "JETON_DIRECTORY_BASE", "dc=x"))
                                .directory()
                                .orElseThrow())),
        besides);
  }

  private static List<Row> nout() {
    return List.of(
        row(
            "nout.digest-rules",
            "[md5, plain, oasis]",
            Set.of(DigestRule.MD5, DigestRule.PLAIN, DigestRule.OASIS),
            "[sha256, sha1]",
            Set.of(DigestRule.SHA1, DigestRule.SHA256),
            s -> s.nout().digestRules()),
        row("nout.plain-http", "refuse", false, "allow", true, s -> s.nout().plainHttp()),
        row("nout.reveal-refusals", "false", false, "true", true, s -> s.nout().revealRefusals()),
        row(
            "nout.require-user-with-token",
            "false",
            false,
            "true",
            true,
            s -> s.nout().requireUserWithToken()),
        row(
            "nout.fresh-back",
            "5m",
            Duration.ofMinutes(5),
            "10m",
            Duration.ofMinutes(10),
            s -> s.nout().freshness().back()),
        row("nout.fresh-ahead", "1m", MINUTE, "1s", SECOND, s -> s.nout().freshness().ahead()),
        row(
            "nout.idle-timeout",
            "20m",
            Duration.ofMinutes(20),
            "1h",
            Duration.ofHours(1),
            s -> s.nout().idle()),
        row(
            "nout.absolute-lifetime",
            "12h",
            Duration.ofHours(12),
            "1d",
            Duration.ofDays(1),
            s -> s.nout().absolute()),
        row("nout.language", "12", 12, "9", 9, s -> s.nout().language()),
        row(
            "nout.api-uuids",
            "[]",
            Set.of(),
            "[a1, b2]",
            Set.of("a1", "b2"),
            s -> s.nout().apiUuids()),
        row(
            "nout.envelope",
            "follow",
            NoutConfig.Envelope.FOLLOW,
            "soap12",
            NoutConfig.Envelope.SOAP12,
            s -> s.nout().envelope()),
        row("nout.user-form-id", "1169", "1169", "7", "7", s -> s.nout().userForm().id()),
        row(
            "nout.user-form-title",
            "Utilisateur",
            "Utilisateur",
            "User",
            "User",
            s -> s.nout().userForm().title()),
        row(
            "nout.version",
            "18.00.2327.01",
            "18.00.2327.01",
            "2327.02",
            "2327.02",
            s -> s.nout().version()));
  }

  private static List<Row> store() {
    return List.of(
        row(
            "store.remember",
            "1d",
            Duration.ofHours(24),
            "0ms",
            Duration.ZERO,
            s -> s.store().remember()),
        row(
            "store.maximum-remembered",
            "10000000",
            10_000_000L,
            "1000",
            1000L,
            s -> s.store().maximumRemembered()),
        row(
            "store.cached-sessions",
            "1000000",
            1_000_000L,
            "100000",
            100_000L,
            s -> s.store().cachedSessions()));
  }

  private static List<Row> audit() {
    return List.of(
        row(
            "audit.keep",
            "90d",
            Duration.ofDays(90),
            "365d",
            Duration.ofDays(365),
            s -> s.audit().keep()),
        row(
            "audit.maximum-size",
            "10GiB",
            10L * KIB * KIB * KIB,
            "1GiB",
            1L * KIB * KIB * KIB,
            s -> s.audit().maximumSize()),
        row(
            "audit.file-size",
            "64MiB",
            64L * KIB * KIB,
            "1MiB",
            1L * KIB * KIB,
            s -> s.audit().fileSize()),
        row("audit.sign-every", "1m", MINUTE, "1s", SECOND, s -> s.audit().signEvery()),
        row("audit.sign-lines", "1000", 1000, "50", 50, s -> s.audit().signLines()),
        row("audit.maximum-waiting", "500000", 500_000L, "7", 7L, s -> s.store().waitingEvents()),
        row("audit.on-failure", "continue", false, "refuse", true, s -> s.store().refusing()));
  }

  private static List<Row> balans() {
    return List.of(
        row("balans.token-digits", "20", 20, "39", 39, s -> s.balans().tokenDigits()),
        row("balans.plain-http", "refuse", false, "allow", true, s -> s.balans().plainHttp()),
        row(
            "balans.language",
            "sr",
            BalansConfig.Language.SERBIAN,
            "en",
            BalansConfig.Language.ENGLISH,
            s -> s.balans().language()),
        row("balans.plain-status", "false", false, "true", true, s -> s.balans().plainStatus()));
  }

  private static List<Row> vz() {
    return List.of(
        row(
            "vz.idle-timeout",
            "20m",
            Duration.ofMinutes(20),
            "1h",
            Duration.ofHours(1),
            s -> s.vz().idle()),
        row(
            "vz.absolute-lifetime",
            "12h",
            Duration.ofHours(12),
            "7d",
            Duration.ofDays(7),
            s -> s.vz().absolute()),
        row("vz.mirror-status", "false", false, "true", true, s -> s.vz().mirrorStatus()));
  }

  private static List<Row> keys() {
    return List.of(
        row(
            "keys.root-key-file",
            "none",
            Optional.empty(),
            "/run/root",
            Optional.of(Path.of("/run/root")),
            s -> s.keys().rootKeyFile()),
        row(
            "keys.admin-grace",
            "5m",
            Duration.ofMinutes(5),
            "0ms",
            Duration.ZERO,
            s -> s.keys().adminGrace()));
  }

  private static List<Row> oauth() {
    return List.of(
        row(
            "oauth.issuer",
            "none",
            Optional.empty(),
            "https://login.example.org/a",
            Optional.of("https://login.example.org/a"),
            s -> s.jwt().issuer()),
        row(
            "oauth.token-lifetime",
            "1h",
            Duration.ofHours(1),
            "5m",
            Duration.ofMinutes(5),
            s -> s.oauth().lifetime()),
        row(
            "oauth.refresh-idle-timeout",
            "7d",
            Duration.ofDays(7),
            "1h",
            Duration.ofHours(1),
            s -> s.oauth().refreshIdle()),
        row(
            "oauth.refresh-absolute-lifetime",
            "30d",
            Duration.ofDays(30),
            "8d",
            Duration.ofDays(8),
            s -> s.oauth().refreshAbsolute()),
        row(
            "oauth.refresh-grace",
            "30s",
            Duration.ofSeconds(30),
            "0s",
            Duration.ZERO,
            s -> s.oauth().grants().grace()),
        row(
            "oauth.password-grant",
            "false",
            false,
            "true",
            true,
            s -> s.oauth().grants().password()),
        row(
            "oauth.introspection-touch",
            "true",
            true,
            "false",
            false,
            s -> s.oauth().introspectionTouch()),
        row(
            "oauth.certificate-bound-tokens",
            "true",
            true,
            "false",
            false,
            s -> s.oauth().certificateBound()),
        row("oauth.dpop-nonces", "false", false, "true", true, s -> s.oauth().dpopNonces()),
        row("oauth.plain-http", "refuse", false, "allow", true, s -> s.oauth().plainHttp()),
        row(
            "oauth.signing-algorithm",
            "es256",
            SigningAlgorithm.ES256,
            "eddsa",
            SigningAlgorithm.EDDSA,
            s -> s.jwt().algorithm()),
        row(
            "oauth.signing-rotation",
            "90d",
            Duration.ofDays(90),
            "2h",
            Duration.ofHours(2),
            s -> s.keys().signingRotation()),
        row(
            "oauth.jwt-lifetime",
            "5m",
            Duration.ofMinutes(5),
            "1h",
            Duration.ofHours(1),
            s -> s.jwt().lifetime()));
  }

  private static List<Row> forward() {
    return List.of(
        row(
            "forward.rules",
            "[]",
            List.of(),
            "[deny path=/admin/**, allow host=a.test|*.b.test dialect=vz]",
            List.of("deny path=/admin/**", "allow host=a.test|*.b.test dialect=vz"),
            s -> s.forward().rules().stream().map(rule -> rule.text()).toList()),
        row(
            "forward.parameters",
            "[token, sessToken]",
            List.of("token", "sessToken"),
            "[t]",
            List.of("t"),
            s -> s.forward().parameters()),
        row(
            "forward.headers",
            "[]",
            List.of(),
            "[X-Token]",
            List.of("X-Token"),
            s -> s.forward().headers()),
        row(
            "forward.cookies",
            "[]",
            List.of(),
            "[session]",
            List.of("session"),
            s -> s.forward().cookies()),
        row(
            "forward.jwt-audiences",
            "[]",
            List.of(),
            "[https://stock.test]",
            List.of("https://stock.test"),
            s -> s.forward().audiences()),
        new Row(
            "forward.jwt",
            "false",
            false,
            "true",
            true,
            s -> s.forward().always(),
            Map.of("forward.jwt-audiences", "[x]")));
  }

  private static List<Row> wipsos() {
    return List.of(
        row(
            "wipsos.lifetime",
            "1d",
            Duration.ofHours(24),
            "7300d",
            Duration.ofDays(7300),
            s -> s.wipsos().lifetime()),
        row(
            "wipsos.zone",
            "Europe/Paris",
            ZoneId.of("Europe/Paris"),
            "UTC",
            ZoneId.of("UTC"),
            s -> s.wipsos().zone()),
        row(
            "wipsos.maximum-live",
            "none",
            OptionalInt.empty(),
            "3",
            OptionalInt.of(3),
            s -> s.wipsos().maximumLive()),
        row("wipsos.plain-http", "refuse", false, "allow", true, s -> s.wipsos().plainHttp()));
  }

  /** The keys of a dialect's upstream, which count where its URL is set. */
  private static List<Row> upstream(String dialect, boolean described, boolean repeating) {
    var rows = new ArrayList<Row>();
    rows.add(
        row(
            dialect + ".upstream.url",
            "none",
            Optional.empty(),
            "http://back.example:8052",
            Optional.of(URI.create("http://back.example:8052")),
            s -> Optional.ofNullable(s.upstreams().get(dialect)).map(u -> u.backend().url())));
    rows.addAll(
        List.of(
            upstream(
                dialect,
                "ca",
                "none",
                Optional.empty(),
                "/x/ca.pem",
                Optional.of(Path.of("/x/ca.pem")),
                u -> u.backend().authorities()),
            upstream(dialect, "http2", "false", false, "true", true, u -> u.backend().http2()),
            upstream(dialect, "connections", "64", 64, "7", 7, u -> u.backend().connections()),
            upstream(dialect, "queue", "1000", 1000, "0", 0, u -> u.backend().queue()),
            upstream(
                dialect,
                "connect-timeout",
                "5s",
                Duration.ofSeconds(5),
                "1s",
                SECOND,
                u -> u.backend().connecting()),
            upstream(
                dialect,
                "response-timeout",
                "1m",
                MINUTE,
                "1s",
                SECOND,
                u -> u.backend().answering()),
            upstream(dialect, "idle-timeout", "1m", MINUTE, "1s", SECOND, u -> u.backend().idle()),
            upstream(
                dialect,
                "keep-alive",
                "4s",
                Duration.ofSeconds(4),
                "1m",
                MINUTE,
                u -> u.backend().keeping()),
            upstream(
                dialect,
                "token",
                "remove",
                RelayConfig.TokenUse.REMOVE,
                "pass",
                RelayConfig.TokenUse.PASS,
                u -> u.relay().token()),
            upstream(
                dialect,
                "paths",
                "[]",
                List.of(),
                "[/b/, /a]",
                List.of("/b/", "/a"),
                u -> u.relay().paths()),
            upstream(
                dialect,
                "look-ahead",
                "64KiB",
                65_536,
                "1MiB",
                1_048_576,
                u -> u.relay().lookAhead()),
            upstream(
                dialect,
                "body",
                "none",
                OptionalLong.empty(),
                "5GiB",
                OptionalLong.of(5_368_709_120L),
                u -> u.relay().largest()),
            upstream(
                dialect,
                "phantom-jwt",
                "none",
                Optional.empty(),
                "https://back.example",
                Optional.of("https://back.example"),
                u -> u.relay().audience()),
            upstream(
                dialect,
                "retry",
                String.valueOf(repeating),
                repeating,
                String.valueOf(!repeating),
                !repeating,
                u -> u.relay().repeating())));
    if (described) {
      rows.add(
          upstream(
              dialect,
              "wsdl",
              "backend",
              RelayConfig.Description.BACKEND,
              "ours",
              RelayConfig.Description.OURS,
              u -> u.relay().description()));
    }
    return rows;
  }

  private static Row upstream(
      String dialect,
      String word,
      String preset,
      Object presetValue,
      String other,
      Object otherValue,
      Function<UpstreamConfig, Object> place) {
    return new Row(
        dialect + ".upstream." + word,
        preset,
        presetValue,
        other,
        otherValue,
        s -> Optional.ofNullable(s.upstreams().get(dialect)).map(place).orElse(presetValue),
        Map.of(dialect + ".upstream.url", "https://back.example"));
  }

  @Test
  void anUpstreamOfWhichOnlyTheUrlIsGivenHasEveryDefault() {
    Settings settings = environment(Map.of("JETON_NOUT_UPSTREAM_URL", "http://back.example"));
    for (Row row : upstream("nout", true, false)) {
      if (!row.key().endsWith(".url")) {
        assertEquals(row.presetValue(), row.place().apply(settings), row.key());
      }
    }
  }

  @TempDir private Path folder;

  private static Settings ready(Loaded<Settings> loaded) {
    return switch (loaded) {
      case Loaded.Ready<Settings>(Settings settings, List<Problem> warnings) -> {
        assertEquals(List.of(), warnings);
        yield settings;
      }
      case Loaded.Refused<Settings>(List<Problem> problems) -> throw new AssertionError(problems);
    };
  }

  private Settings file(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("jeton.yaml"), yaml);
    return ready(Settings.load(Optional.of(file), Map.of(), List.of()));
  }

  private static Settings environment(Map<String, String> variables) {
    return ready(Settings.load(Optional.empty(), variables, List.of()));
  }

  private static String variable(String key) {
    return "JETON_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  @Test
  void everyKeyHasARow() {
    assertEquals(
        Settings.CATALOGUE.sections().stream()
            .flatMap(section -> section.keys().stream())
            .map(Key::name)
            .collect(toSet()),
        rows().map(Row::key).collect(toSet()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aKeyHasItsDefault(Row row) {
    assertEquals(row.presetValue(), row.place().apply(environment(Map.of())));
    assertNotEquals(row.presetValue(), row.otherValue());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aKeyIsSetByTheFile(Row row) throws IOException {
    var yaml = new StringBuilder(row.key() + ": \"" + row.other() + "\"\n");
    if (row.other().startsWith("[")) {
      yaml = new StringBuilder(row.key() + ": " + row.other() + "\n");
    }
    for (var beside : row.besides().entrySet()) {
      yaml.append(beside.getKey()).append(": ").append(beside.getValue()).append('\n');
    }
    assertEquals(row.otherValue(), row.place().apply(file(yaml.toString())));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aKeyIsSetByTheEnvironment(Row row) {
    Map<String, String> variables =
        Stream.concat(
                Stream.of(Map.entry(row.key(), row.other())), row.besides().entrySet().stream())
            .collect(
                toMap(
                    entry -> variable(entry.getKey()),
                    entry -> entry.getValue().replaceAll("^\\[|]$", "")));
    assertEquals(row.otherValue(), row.place().apply(environment(variables)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theTrailIsToldThatAKeyWasChanged(Row row) {
    var variables = new TreeMap<String, String>();
    variables.put(variable(row.key()), row.other().replaceAll("^\\[|]$", ""));
    row.besides()
        .forEach((key, value) -> variables.put(variable(key), value.replaceAll("^\\[|]$", "")));
    InEffect changed = environment(variables).inEffect();
    assertTrue(changed.changed().contains(row.key()), changed.toString());
    assertEquals(
        Stream.concat(Stream.of(row.key()), row.besides().keySet().stream()).collect(toSet()),
        Set.copyOf(changed.changed()));
    assertNotEquals(environment(Map.of()).inEffect().digest(), changed.digest());
    assertEquals(environment(variables).inEffect(), changed);
  }

  @Test
  void whereNothingIsChangedTheTrailIsToldSo() {
    assertEquals(List.of(), environment(Map.of()).inEffect().changed());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aKeyHasItsLineInTheReference(Row row) {
    String line = "| `" + row.key() + "` | `" + row.preset() + "` | ";
    assertTrue(Reference.markdown().contains("\n" + line), line);
    String last = row.key().substring(row.key().lastIndexOf('.') + 1);
    String setting = last + ": " + row.preset() + "\n";
    assertTrue(Reference.text().contains(setting), setting);
  }

  @Test
  void theRecordsTakeEveryRangeOfTheTableAtBothItsEnds() {
    for (String end : List.of("least", "most")) {
      Map<String, String> variables =
          Settings.CATALOGUE.sections().stream()
              .flatMap(section -> section.keys().stream())
              .map(key -> Map.entry(key.name(), RANGE.matcher(key.type().looks())))
              .filter(key -> key.getValue().find())
              .collect(toMap(key -> variable(key.getKey()), key -> key.getValue().group(end)));
      variables.put("JETON_HTTPS_CERTIFICATE", "c.pem"); // https.hsts wants it
      variables.put("JETON_HTTPS_KEY", "k.pem");
      assertTrue(variables.size() > 20, variables.toString());
      environment(variables);
    }
  }

  @Test
  void theReferenceIsAFileThatSetsEveryDefault() throws IOException {
    assertEquals(environment(Map.of()), file(Reference.text()));
  }

  @Test
  void aCredentialOfSystemdNamesTheRootKeyUnlessTheEnvironmentDoes() throws IOException {
    Map<String, String> systemd = Map.of("CREDENTIALS_DIRECTORY", folder.toString());
    assertEquals(Optional.empty(), environment(systemd).keys().rootKeyFile());
    Path credential = Files.writeString(folder.resolve("jeton-root-key"), "");
    assertEquals(Optional.of(credential), environment(systemd).keys().rootKeyFile());
    Map<String, String> both =
        Map.of("CREDENTIALS_DIRECTORY", folder.toString(), "JETON_KEYS_ROOT_KEY_FILE", "/run/root");
    assertEquals(Optional.of(Path.of("/run/root")), environment(both).keys().rootKeyFile());
  }

  @Test
  void aCertificateAndItsKeyGoTogether() throws IOException {
    Path file = Files.writeString(folder.resolve("jeton.yaml"), "\nhttps:\n  key: k.pem\n");
    assertEquals(
        new Loaded.Refused<Settings>(
            List.of(
                new Problem(
                    new Origin.Line(file.toString(), 3),
                    Optional.of("https.key"),
                    "a certificate and its key go together"))),
        Settings.load(Optional.of(file), Map.of(), List.of()));
  }
}
