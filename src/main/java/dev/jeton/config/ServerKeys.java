package dev.jeton.config;

import dev.jeton.http.Cidr;
import dev.jeton.http.ClientCertificates;
import dev.jeton.http.HttpConfig;
import dev.jeton.http.ProxyConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the server keeps its data, listens, and writes what it does. */
final class ServerKeys {
  private static final Type<Integer> PORT = Types.whole(0, 65535);
  static final List<String> NAMES = List.of("nout", "balans", "vz", "wipsos", "oauth");
  static final Type<Set<String>> DIALECTS = Types.set(Types.oneOf(NAMES));

  static final Key<Path> DATA =
      new Key<>(
          "data",
          Types.PATH,
          Path.of("data"),
          "The folder that holds sessions, accounts, keys and certificates.");

  static final Key<Optional<String>> PUBLIC_URL =
      new Key<>(
          "public-url",
          Types.TEXT.or(Types.NONE),
          HttpConfig.DEFAULT.publicUrl(),
          "Scheme, host and port by which clients reach the server through a proxy, such as"
              + " `https://login.example.org`.");

  static final Key<List<String>> ALLOWED_HOSTS =
      new Key<>(
          "allowed-hosts",
          Types.list(Types.TEXT),
          HttpConfig.DEFAULT.hosts(),
          "Host names that clients may ask for, beside localhost, 127.0.0.1, [::1] and the"
              + " machine's own.");

  static final Key<String> HTTPS_HOST =
      new Key<>(
          "https.host",
          Types.TEXT,
          "0.0.0.0",
          "The name or address that TLS is served on; 0.0.0.0 is all of them.");

  static final Key<Integer> HTTPS_PORT =
      new Key<>("https.port", PORT, 8443, "The port of TLS; 0 is any free one.");

  static final Key<Optional<Path>> HTTPS_CERTIFICATE =
      new Key<>(
          "https.certificate",
          Types.PATH.or(Types.NONE),
          Optional.empty(),
          "The certificate chain, PEM, the server's own first; without it, one is made in the data"
              + " folder.");

  static final Key<Optional<Path>> HTTPS_KEY =
      new Key<>(
          "https.key",
          Types.PATH.or(Types.NONE),
          Optional.empty(),
          "The certificate's private key, PEM (PKCS #8).");

  static final Key<ClientCertificates.Demand> HTTPS_CLIENT_CERTIFICATES =
      new Key<>(
          "https.client-certificates",
          Types.constants(ClientCertificates.Demand.class),
          ClientCertificates.Demand.NONE,
          "Whether clients are asked for a certificate, and served without one.");

  static final Key<Optional<Path>> HTTPS_CLIENT_CA =
      new Key<>(
          "https.client-ca",
          Types.PATH.or(Types.NONE),
          Optional.empty(),
          "The authorities whose certificates clients may show, PEM.");

  static final Key<Optional<Duration>> HTTPS_HSTS =
      new Key<>(
          "https.hsts",
          Types.duration(Duration.ZERO, Duration.ofDays(36_500)).or(Types.NONE),
          Optional.empty(),
          "How long browsers shall come to this host by TLS alone (Strict-Transport-Security);"
              + " 0 takes it back.");

  static final Key<ProxyConfig.Trust> PROXIES_FORWARDED =
      new Key<>(
          "proxies.forwarded",
          Types.constants(ProxyConfig.Trust.class),
          ProxyConfig.DEFAULT.trust(),
          "What is made of `Forwarded` and `X-Forwarded-For`, `-Proto`, `-Host`: refuse a request"
              + " that bears one, pass over them, or take them from these networks.");

  static final Key<List<Cidr>> PROXIES_NETWORKS =
      new Key<>(
          "proxies.networks",
          Types.list(
              Type.of("a network such as 10.0.0.0/8 or 2001:db8::7", Cidr::of, Cidr::toString)),
          ProxyConfig.DEFAULT.networks(),
          "The proxies whose word on the client's address and scheme is taken.");

  static final Key<Set<String>> HTTPS_DIALECTS =
      new Key<>(
          "https.dialects", DIALECTS, Set.copyOf(NAMES), "The dialects that are served by TLS.");

  static final Key<Boolean> HTTP_ENABLED =
      new Key<>("http.enabled", Types.FLAG, true, "Whether plain HTTP is served at all.");

  static final Key<String> HTTP_HOST =
      new Key<>(
          "http.host",
          Types.TEXT,
          "127.0.0.1",
          "The name or address that plain HTTP is served on; https.host does not move it.");

  static final Key<Integer> HTTP_PORT =
      new Key<>("http.port", PORT, 8052, "The port of plain HTTP; 0 is any free one.");

  static final Key<Set<String>> HTTP_DIALECTS =
      new Key<>(
          "http.dialects",
          DIALECTS,
          Set.copyOf(NAMES),
          "The dialects that are served by plain HTTP.");

  static final Key<Integer> ADMIN_PORT =
      new Key<>(
          "admin.port",
          PORT,
          0,
          "The port of the admin API, on the loopback alone; 0 is any free one.");

  static final Key<LogConfig.Format> LOG_FORMAT =
      new Key<>(
          "log.format",
          Types.constants(LogConfig.Format.class),
          LogConfig.Format.TEXT,
          "Whether a line of the log is readable text or one JSON object.");

  static final Key<LogConfig.Level> LOG_LEVEL =
      new Key<>(
          "log.level",
          Types.constants(LogConfig.Level.class),
          LogConfig.Level.INFO,
          "What goes to the log: this and all that is graver.");

  static final List<Section> SECTIONS =
      List.of(
          new Section("Server", List.of(DATA, PUBLIC_URL, ALLOWED_HOSTS)),
          new Section(
              "TLS",
              List.of(
                  HTTPS_HOST,
                  HTTPS_PORT,
                  HTTPS_CERTIFICATE,
                  HTTPS_KEY,
                  HTTPS_CLIENT_CERTIFICATES,
                  HTTPS_CLIENT_CA,
                  HTTPS_HSTS,
                  HTTPS_DIALECTS)),
          new Section("Plain HTTP", List.of(HTTP_ENABLED, HTTP_HOST, HTTP_PORT, HTTP_DIALECTS)),
          new Section("Proxies", List.of(PROXIES_FORWARDED, PROXIES_NETWORKS)),
          new Section("Admin API", List.of(ADMIN_PORT)),
          new Section("Log", List.of(LOG_FORMAT, LOG_LEVEL)));

  private ServerKeys() {}

  static ListenerConfig https(Values values) {
    return new ListenerConfig(
        values.of(HTTPS_HOST), values.of(HTTPS_PORT), values.of(HTTPS_DIALECTS));
  }

  /**
   * The files of the certificate.
   *
   * @throws IllegalArgumentException if there is one without the other
   */
  private static Optional<Certificate> certificate(Values values) {
    Optional<Path> chain = values.of(HTTPS_CERTIFICATE);
    Optional<Path> key = values.of(HTTPS_KEY);
    if (chain.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("a certificate and its key go together");
    }
    return chain.flatMap(at -> key.map(with -> new Certificate(at, with)));
  }

  static TlsConfig tls(Values values) {
    return new TlsConfig(
        certificate(values),
        values.of(HTTPS_CLIENT_CERTIFICATES),
        values.of(HTTPS_CLIENT_CA),
        values.of(HTTPS_HSTS));
  }

  static Optional<ListenerConfig> http(Values values) {
    return values.of(HTTP_ENABLED)
        ? Optional.of(
            new ListenerConfig(
                values.of(HTTP_HOST), values.of(HTTP_PORT), values.of(HTTP_DIALECTS)))
        : Optional.empty();
  }

  static LogConfig log(Values values) {
    return new LogConfig(values.of(LOG_FORMAT), values.of(LOG_LEVEL));
  }
}
