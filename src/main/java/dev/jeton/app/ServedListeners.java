package dev.jeton.app;

import dev.jeton.audit.AuditTrail;
import dev.jeton.config.ListenerConfig;
import dev.jeton.config.Settings;
import dev.jeton.http.BackendConfig;
import dev.jeton.http.ClientCertificates;
import dev.jeton.http.DialectHandler;
import dev.jeton.http.Handler;
import dev.jeton.http.HealthHandler;
import dev.jeton.http.Listener;
import dev.jeton.http.Listeners;
import dev.jeton.http.Tls;
import dev.jeton.session.SessionService;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The listeners of a server: for all over TLS and, where it is set so, in clear, and on the
 * loopback for its administrators.
 *
 * @param healthy whether it serves
 */
record ServedListeners(
    Settings settings, ServedSurfaces surfaces, SessionService sessions, BooleanSupplier healthy) {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Opens them.
   *
   * @throws IOException if one can't be, with what is wrong in plain words
   */
  Listeners start(
      ServedCertificates certificates,
      Function<Request, Reply> admin,
      AuditTrail trail,
      InstantSource clock)
      throws IOException {
    var clients =
        settings.tls().clientAuthorities().isEmpty()
            ? ClientCertificates.NONE
            : ClientCertificates.read(
                settings.tls().clients(), settings.tls().clientAuthorities().get());
    var shown = new Tls(certificates.https(), clients, settings.tls().hsts());
    var listeners = new ArrayList<Listener>();
    listeners.add(listener("https", settings.https(), Optional.of(shown)));
    settings.http().ifPresent(http -> listeners.add(listener("http", http, Optional.empty())));
    listeners.add(
        new Listener(
            "admin",
            LOOPBACK,
            settings.adminPort(),
            Optional.of(Tls.of(certificates.admin())),
            Handler.waiting("admin", admin)));
    Map<String, BackendConfig> backends =
        settings.upstreams().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().backend()));
    return Listeners.start(listeners, backends, settings.server(), trail, clock);
  }

  /** Where they are, for others to read. */
  Running running(Listeners listeners) {
    return new Running(
        Version.TEXT,
        ProcessHandle.current().pid(),
        address("https", settings.https().host(), listeners.port("https")),
        settings.http().map(http -> address("http", http.host(), listeners.port("http"))),
        address("https", LOOPBACK, listeners.port("admin")));
  }

  private Listener listener(String name, ListenerConfig config, Optional<Tls> tls) {
    Handler handler =
        new HealthHandler(healthy, new DialectHandler(surfaces.of(config.dialects()), sessions));
    return new Listener(name, config.host(), config.port(), tls, handler);
  }

  /**
   * A loopback or wildcard address is told as localhost, which the certificate names in any case.
   */
  private static String address(String scheme, String host, int port) {
    boolean local = Set.of("127.0.0.1", "::1", "0.0.0.0", "::").contains(host);
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return scheme + "://" + (local ? "localhost" : shown) + ":" + port;
  }
}
