package dev.jeton.config;

import dev.jeton.http.HttpConfig;
import dev.jeton.http.Limits;
import dev.jeton.http.ProxyConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a client may use of the server. */
final class LimitKeys {
  private static final Limits PRESET = Limits.DEFAULT;
  private static final int KIB = 1024;
  private static final long MIB = KIB * KIB;
  private static final Type<Integer> COUNT = Types.whole(1, 10_000_000);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  static final Key<Integer> BODY =
      new Key<>(
          "limits.body",
          Types.size(KIB, 64 * KIB * KIB),
          PRESET.body(),
          "The largest body of a request, also once it is inflated.");

  /** Heaps differ from machine to machine, so that the reference can't name its part of them. */
  static final Key<Optional<Long>> BODIES =
      new Key<>(
          "limits.bodies",
          Types.longSize(MIB, MIB * MIB).or("heap"),
          Optional.empty(),
          "The bodies of all requests under way together, the heads of those that have not come"
              + " whole, streams of HTTP/2 until their answers are taken; one network may take a"
              + " quarter. `heap` is an eighth of the largest Java heap.");

  static final Key<Integer> REQUEST_LINE =
      new Key<>(
          "limits.request-line",
          Types.size(KIB, 64 * KIB),
          PRESET.requestLine(),
          "The longest first line of a request, its query included.");

  static final Key<Integer> HEADERS =
      new Key<>(
          "limits.headers",
          Types.size(KIB, 256 * KIB),
          PRESET.headers(),
          "All header fields of a request together.");

  static final Key<Integer> CONNECTIONS =
      new Key<>("limits.connections", COUNT, PRESET.connections(), "Open connections in all.");

  static final Key<Integer> CONNECTIONS_BY_NETWORK =
      new Key<>(
          "limits.connections-by-network",
          COUNT,
          PRESET.connectionsByNetwork(),
          "Open connections from one network: an address in IPv4, a /64 in IPv6.");

  static final Key<Integer> WAITING =
      new Key<>(
          "limits.waiting",
          COUNT,
          PRESET.waiting(),
          "Requests that wait for a store or a hash at the same time.");

  static final Key<Duration> ARRIVAL =
      new Key<>(
          "limits.arrival",
          Types.duration(SHORTEST, Duration.ofMinutes(10)),
          PRESET.arrival(),
          "How long a whole request may take to arrive.");

  static final Key<Duration> IDLE =
      new Key<>(
          "limits.idle",
          Types.duration(SHORTEST, Duration.ofHours(1)),
          PRESET.idle(),
          "How long a connection may stay open without a request.");

  static final Key<Duration> DRAIN =
      new Key<>(
          "limits.drain",
          Types.duration(Duration.ZERO, Duration.ofMillis(9999)),
          HttpConfig.DEFAULT.drain(),
          "How long requests in flight may take when the server stops.");

  static final Section SECTION =
      new Section(
          "Limits",
          List.of(
              BODY,
              BODIES,
              REQUEST_LINE,
              HEADERS,
              CONNECTIONS,
              CONNECTIONS_BY_NETWORK,
              WAITING,
              ARRIVAL,
              IDLE,
              DRAIN));

  private LimitKeys() {}

  static HttpConfig bind(Values values) {
    return new HttpConfig(
        values.of(ServerKeys.PUBLIC_URL),
        values.of(ServerKeys.ALLOWED_HOSTS),
        new Limits(
            values.of(BODY),
            values.of(BODIES).orElseGet(Limits::bodiesByHeap),
            values.of(REQUEST_LINE),
            values.of(HEADERS),
            values.of(CONNECTIONS),
            values.of(CONNECTIONS_BY_NETWORK),
            values.of(WAITING),
            values.of(ARRIVAL),
            values.of(IDLE)),
        values.of(DRAIN),
        new ProxyConfig(
            values.of(ServerKeys.PROXIES_FORWARDED), values.of(ServerKeys.PROXIES_NETWORKS)));
  }
}
