package dev.jeton.http;

import java.util.Optional;

/**
 * One socket to listen on.
 *
 * @param name for logs and for {@link Listeners#port}, such as {@code https}
 * @param host the host name or address to listen on
 * @param port 0 for any free one, up to 65535
 * @param tls how it speaks TLS; plain HTTP if empty
 * @param handler answers what comes in
 */
public record Listener(String name, String host, int port, Optional<Tls> tls, Handler handler) {
  public Listener {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(name + " port: want 0 to 65535, not " + port);
    }
  }
}
