package dev.jeton.config;

import dev.jeton.account.PasswordConfig;
import dev.jeton.account.ThrottleConfig;
import dev.jeton.account.policy.PolicyConfig;
import dev.jeton.dialect.balans.BalansConfig;
import dev.jeton.dialect.nout.NoutConfig;
import dev.jeton.dialect.oauth.OAuthConfig;
import dev.jeton.dialect.vz.VzConfig;
import dev.jeton.dialect.wipsos.WipsosConfig;
import dev.jeton.directory.LdapConfig;
import dev.jeton.forward.ForwardConfig;
import dev.jeton.http.HttpConfig;
import dev.jeton.jose.JwtConfig;
import dev.jeton.journal.JournalConfig;
import dev.jeton.keys.KeysConfig;
import dev.jeton.session.SessionsConfig;
import dev.jeton.store.embedded.EmbeddedConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that can be configured, checked.
 *
 * @param inEffect what the trail is told of all the rest
 * @param data the folder that holds all that is kept
 * @param https the TLS listener
 * @param tls what it shows, and asks of its clients
 * @param http the plain listener, if there is one
 * @param adminPort of the admin API, on the loopback; 0 for any free one
 * @param server what listeners allow
 * @param password how passwords are hashed
 * @param policy which ones may be set
 * @param jwt how JSON Web Tokens are made
 * @param directory that proves passwords too, if there is one
 * @param upstreams the servers behind dialects, by the dialect's name
 */
public record Settings(
    InEffect inEffect,
    Path data,
    ListenerConfig https,
    TlsConfig tls,
    Optional<ListenerConfig> http,
    int adminPort,
    HttpConfig server,
    LogConfig log,
    PasswordConfig password,
    PolicyConfig policy,
    ThrottleConfig throttle,
    Optional<LdapConfig> directory,
    SessionsConfig sessions,
    EmbeddedConfig store,
    JournalConfig audit,
    KeysConfig keys,
    JwtConfig jwt,
    NoutConfig nout,
    BalansConfig balans,
    VzConfig vz,
    WipsosConfig wipsos,
    OAuthConfig oauth,
    ForwardConfig forward,
    Map<String, UpstreamConfig> upstreams) {

  static final Catalogue CATALOGUE =
      new Catalogue(
          sections(),
          Stream.of(AuditKeys.FORMER, ThrottleKeys.FORMER).flatMap(List::stream).toList());

  /**
   * Reads the configuration: the command line wins over the environment, and the environment over
   * the file.
   *
   * @param file {@code jeton.yaml}, if there is one
   * @param environment all variables; those that do not start with {@code JETON_} are passed over,
   *     but for the folder of systemd's credentials
   */
  public static Loaded<Settings> load(
      Optional<Path> file, Map<String, String> environment, List<Choice> choices) {
    return new Loader<>(CATALOGUE, Settings::bind)
        .load(file, RingKeys.withCredential(environment), choices);
  }

  private static List<Section> sections() {
    var sections = new ArrayList<>(ServerKeys.SECTIONS);
    sections.addAll(
        List.of(
            LimitKeys.SECTION,
            PasswordKeys.SECTION,
            ThrottleKeys.SECTION,
            DirectoryKeys.SECTION,
            SessionKeys.SECTION,
            StoreKeys.SECTION,
            AuditKeys.SECTION,
            RingKeys.SECTION,
            OAuthKeys.SECTION,
            UpstreamKeys.NOUT.behind(NoutKeys.SECTION),
            UpstreamKeys.BALANS.behind(BalansKeys.SECTION),
            UpstreamKeys.VZ.behind(VzKeys.SECTION),
            UpstreamKeys.WIPSOS.behind(WipsosKeys.SECTION),
            ForwardKeys.SECTION));
    return sections;
  }

  private static Settings bind(Values values) {
    return new Settings(
        InEffect.of(CATALOGUE, values),
        values.of(ServerKeys.DATA),
        ServerKeys.https(values),
        ServerKeys.tls(values),
        ServerKeys.http(values),
        values.of(ServerKeys.ADMIN_PORT),
        LimitKeys.bind(values),
        ServerKeys.log(values),
        PasswordKeys.bind(values),
        PasswordKeys.policy(values),
        ThrottleKeys.bind(values),
        DirectoryKeys.bind(values),
        SessionKeys.bind(values),
        StoreKeys.bind(values),
        AuditKeys.bind(values),
        RingKeys.bind(values),
        OAuthKeys.bind(values),
        NoutKeys.bind(values),
        BalansKeys.bind(values),
        VzKeys.bind(values),
        WipsosKeys.bind(values),
        OAuthKeys.dialect(values),
        ForwardKeys.bind(values),
        UpstreamKeys.bind(values));
  }
}
