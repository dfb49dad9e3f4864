package dev.jeton.http;

import java.time.Duration;

/**
 * What a client may use of the server.
 *
 * @param body octets of a request's body, also after inflating; 1 KiB to 64 MiB
 * @param bodies octets that all requests under way may hold together, with the heads of those that
 *     have not come whole and the streams of HTTP/2 whose answers are not taken; at least four of
 *     the largest requests
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
    long bodies,
    int requestLine,
    int headers,
    int connections,
    int connectionsByNetwork,
    int waiting,
    Duration arrival,
    Duration idle) {
  private static final int KIB = 1024;

  /** One network may hold so manieth a part of the bodies' room. */
  static final int SHARES = 4;

  public static final Limits DEFAULT =
      new Limits(
          256 * KIB,
          bodiesByHeap(),
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
    long least = SHARES * largest(body, requestLine + headers);
    if (bodies < least) {
      throw new IllegalArgumentException(
          ("limits.bodies: want at least %d KiB, for four of the largest requests, not %d KiB; it is"
                  + " an eighth of the Java heap unless it is set")
              .formatted(1 + (least - 1) / KIB, bodies / KIB));
    }
  }

  /**
   * An eighth of the largest Java heap: what is made of a body takes twice as much again while it
   * is worked on, connections and all else need some, too.
   */
  public static long bodiesByHeap() {
    return Runtime.getRuntime().maxMemory() / 8;
  }

  /** The most that one request may hold, in octets. */
  long largestRequest() {
    return largest(body, requestLine + headers);
  }

  private static long largest(int body, int head) {
    return body + (long) Head.heaviest(head);
  }

  private static <T extends Comparable<T>> void within(String name, T value, T least, T most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": want " + least + " to " + most + ", not " + value);
    }
  }
}
