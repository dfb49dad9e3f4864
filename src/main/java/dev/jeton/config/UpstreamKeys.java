package dev.jeton.config;

import dev.jeton.http.BackendConfig;
import dev.jeton.relay.RelayConfig;
import dev.jeton.relay.RelayConfig.Description;
import dev.jeton.relay.RelayConfig.TokenUse;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The server behind a dialect; the same keys for each of them. */
final class UpstreamKeys {
  private static final RelayConfig PRESET = RelayConfig.DEFAULT;
  private static final int KIB = 1024;
  private static final long TIB = 1L << 40;
  private static final Type<Duration> WAIT =
      Types.duration(Duration.ofMillis(100), Duration.ofHours(1));

  static final UpstreamKeys NOUT = new UpstreamKeys("nout", true, false);
  static final UpstreamKeys BALANS = new UpstreamKeys("balans", true, true);
  static final UpstreamKeys VZ = new UpstreamKeys("vz", false, false);
  static final UpstreamKeys WIPSOS = new UpstreamKeys("wipsos", false, true);

  private final String dialect;
  private final Key<Optional<URI>> url;
  private final Key<Optional<Path>> authorities;
  private final Key<Boolean> http2;
  private final Key<Integer> connections;
  private final Key<Integer> queue;
  private final Key<Duration> connecting;
  private final Key<Duration> answering;
  private final Key<Duration> idle;
  private final Key<Duration> keeping;
  private final Key<TokenUse> token;
  private final Optional<Key<Description>> description;
  private final Key<List<String>> paths;
  private final Key<Integer> lookAhead;
  private final Key<Optional<Long>> largest;
  private final Key<Optional<String>> audience;
  private final Key<Boolean> repeating;

  /**
   * Of a dialect.
   *
   * @param described whether its clients ask for a WSDL
   * @param repeating the default of its key: only where a method says whether doing it twice is
   *     doing it once
   */
  private UpstreamKeys(String dialect, boolean described, boolean repeating) {
    this.dialect = dialect;
    url =
        key(
            "url",
            Types.parsed("http(s)://host[:port]", URI::create, URI::toString).or(Types.NONE),
            Optional.empty(),
            "The server that answers the operations which are not the session's own; without it"
                + " they are refused.");
    authorities =
        key(
            "ca",
            Types.PATH.or(Types.NONE),
            Optional.empty(),
            "Who may have issued its certificate, PEM; without it, those that Java trusts.");
    http2 =
        key(
            "http2",
            Types.FLAG,
            false,
            "Whether it is offered HTTP/2 over TLS; without TLS it is then spoken to in nothing"
                + " else.");
    connections =
        key("connections", Types.whole(1, 10_000), 64, "Connections to it at a time, at the most.");
    queue =
        key(
            "queue",
            Types.whole(0, 100_000),
            1_000,
            "Requests that may wait for a connection; what comes beyond is refused as overloaded.");
    connecting =
        key(
            "connect-timeout",
            WAIT,
            Duration.ofSeconds(5),
            "How long getting a connection may take, the wait for a free one included.");
    answering =
        key(
            "response-timeout",
            WAIT,
            Duration.ofSeconds(60),
            "How long it may let a request wait for the beginning of an answer.");
    idle =
        key(
            "idle-timeout",
            WAIT,
            Duration.ofSeconds(60),
            "How long a body may stand still on its way, on either side.");
    keeping =
        key(
            "keep-alive",
            Types.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
            Duration.ofSeconds(4),
            "How long an unused connection is kept; less than the server itself keeps it.");
    token =
        key(
            "token",
            Types.constants(TokenUse.class),
            PRESET.token(),
            "Whether the client's token is taken out of the target and the header fields; bodies"
                + " are handed on as they are.");
    description =
        described
            ? Optional.of(
                key(
                    "wsdl",
                    Types.constants(Description.class),
                    PRESET.description(),
                    "Whose WSDL clients get: the server's, with our address in it, or that of the"
                        + " session's operations alone."))
            : Optional.empty();
    paths =
        key(
            "paths",
            Types.list(Types.TEXT),
            PRESET.paths(),
            "What further paths begin with whose requests are handed on, each with a slash at its"
                + " begin.");
    lookAhead =
        key(
            "look-ahead",
            Types.size(KIB, KIB * KIB),
            PRESET.lookAhead(),
            "How much of a body is looked at to find the operation and the token.");
    largest =
        key(
            "body",
            Types.longSize(KIB, TIB).or(Types.NONE),
            Optional.empty(),
            "How large a body may be that is handed on.");
    audience =
        key(
            "phantom-jwt",
            Types.TEXT.or(Types.NONE),
            Optional.empty(),
            "The audience of a short-lived JSON Web Token that stands for the session in"
                + " Authorization; without one, none is sent.");
    this.repeating =
        key(
            "retry",
            Types.FLAG,
            repeating,
            "Whether a GET, HEAD, OPTIONS, PUT or DELETE is sent once more where a connection broke"
                + " before any answer.");
  }

  /** The servers behind, by the dialect's name. */
  static Map<String, UpstreamConfig> bind(Values values) {
    var upstreams = new LinkedHashMap<String, UpstreamConfig>();
    for (UpstreamKeys keys : List.of(NOUT, BALANS, VZ, WIPSOS)) {
      keys.upstream(values).ifPresent(upstream -> upstreams.put(keys.dialect, upstream));
    }
    return Map.copyOf(upstreams);
  }

  private Optional<UpstreamConfig> upstream(Values values) {
    var relay =
        new RelayConfig(
            values.of(token),
            description.map(values::of).orElse(PRESET.description()),
            values.of(paths),
            values.of(lookAhead),
            values.of(largest).map(OptionalLong::of).orElse(OptionalLong.empty()),
            values.of(audience),
            values.of(repeating));
    return values
        .of(url)
        .map(
            server ->
                new UpstreamConfig(
                    new BackendConfig(
                        server,
                        values.of(authorities),
                        values.of(http2),
                        values.of(connections),
                        values.of(queue),
                        values.of(connecting),
                        values.of(answering),
                        values.of(idle),
                        values.of(keeping)),
                    relay));
  }

  /** These keys behind the dialect's own. */
  Section behind(Section own) {
    var keys = new ArrayList<>(own.keys());
    keys.addAll(
        List.of(
            url,
            authorities,
            http2,
            connections,
            queue,
            connecting,
            answering,
            idle,
            keeping,
            token));
    description.ifPresent(keys::add);
    keys.addAll(List.of(paths, lookAhead, largest, audience, repeating));
    return new Section(own.title(), keys);
  }

  private <T> Key<T> key(String word, Type<T> type, T preset, String meaning) {
    return new Key<>(dialect + ".upstream." + word, type, preset, meaning);
  }
}
