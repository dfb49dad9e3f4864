package dev.jeton.http;

import java.time.Duration;

/**
 * What a client may use of the server.
 *
 * @param body octets of a request's body, also after inflating; 1 KiB to 64 MiB
 * @param requestLine octets of the request line; 1 KiB to 64 KiB
 * @param headers octets of all header fields together; 1 KiB to 256 KiB
 * @param connections open connections in all; at least 1
 * @param connectionsByNetwork open connections from one network (an address in IPv4, a /64 in
 *     IPv6); at least 1
 * @param waiting requests that wait for a store or a hash at the same time; at least 1
 * @param arrival how long a whole request may take to arrive, from its first octet (the first one
 *     from the connection); 100 ms to 10 minutes
 * @param idle how long a connection may stay open without a request; 100 ms to 1 hour
 */
public record Limits(
    int body,
    int requestLine,
    int headers,
    int connections,
    int connectionsByNetwork,
    int waiting,
    Duration arrival,
    Duration idle) {
  private static final int KIB = 1024;

  public static final Limits DEFAULT =
      new Limits(
          256 * KIB,
          8 * KIB,
          16 * KIB,
          10_000,
          1_000,
          10_000,
          Duration.ofSeconds(20),
          Duration.ofSeconds(60));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException naming the limit that is out of its range
   */
  public Limits {
    within("body", body, KIB, 64 * KIB * KIB);
    within("request-line", requestLine, KIB, 64 * KIB);
    within("headers", headers, KIB, 256 * KIB);
    within("connections", connections, 1, Integer.MAX_VALUE);
    within("connections-by-network", connectionsByNetwork, 1, Integer.MAX_VALUE);
    within("waiting", waiting, 1, Integer.MAX_VALUE);
    within("arrival", arrival, Duration.ofMillis(100), Duration.ofMinutes(10));
    within("idle", idle, Duration.ofMillis(100), Duration.ofHours(1));
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": want " + least + " to " + most + ", not " + value);
    }
  }
}
