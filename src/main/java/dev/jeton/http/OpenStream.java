package dev.jeton.http;

import io.vertx.core.http.HttpServerResponse;

/**
 * A stream of HTTP/2, from its request's head until the client has taken the answer or either side
 * has given it up. All that time it is counted, since a client may open a hundred on each
 * connection and keep its window closed. On the connection's event loop.
 */
final class OpenStream {
  /** Nothing was done for it, so that it may be asked for again (RFC 9113, section 8.7). */
  private static final long REFUSED = 7;

  private static final long CANCEL = 8;

  private final HttpServerResponse response;
  private final Connection connection;
  private final Holding held;
  private final long patience;

  /** When its answer was first seen to wait; on {@link System#nanoTime}. */
  private long waits;

  private boolean waiting;
  private boolean closed;

  /** Makes one whose answer may wait as long as a connection may be idle. */
  OpenStream(HttpServerResponse response, Connection connection, Endpoint endpoint, Holding held) {
    this.response = response;
    this.connection = connection;
    this.held = held;
    this.patience = endpoint.limits().idle().toNanos();
  }

  /**
   * Counts it; without room for it, it is reset.
   *
   * @param octets what its request takes
   */
  boolean begins(int octets) {
    if (!held.grow(octets)) {
      connection.answered();
      response.reset(REFUSED);
      return false;
    }
    connection.opens(this);
    response.closeHandler(_ -> ends());
    return true;
  }

  /** Whether there is room for so much more of an answer, if anybody still waits for it. */
  boolean grows(int octets) {
    return closed || held.grow(octets);
  }

  /** It is closed, by whoever. */
  void ends() {
    closed = true;
    held.end();
    connection.hasClosed(this);
  }

  /** Resets it if the client has long had its answer before it. */
  void check(long now) {
    if (!response.ended()) {
      return;
    }
    if (!waiting) {
      waiting = true;
      waits = now;
    } else if (now - waits > patience) {
      response.reset(CANCEL);
    }
  }
}
