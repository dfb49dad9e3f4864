package dev.jeton.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A server behind this one, to which requests are handed on.
 *
 * @param url scheme, host and perhaps a port, with nothing behind
 * @param authorities who may have issued its certificate, PEM; those that Java trusts if empty
 * @param http2 whether it is offered HTTP/2 under TLS, and spoken to by nothing else without
 * @param connections to it at a time; at least 1
 * @param queue requests that may wait for a connection; at least 0
 * @param connecting how long getting a connection may take, the wait for one included
 * @param answering how long it may let us wait for the head of its answer, or for it to take in
 *     more of a body
 * @param idle how long nothing at all may move of a body, on either side
 * @param keeping how long an unused connection is kept; shorter than the server itself keeps it
 */
public record BackendConfig(
    URI url,
    Optional<Path> authorities,
    boolean http2,
    int connections,
    int queue,
    Duration connecting,
    Duration answering,
    Duration idle,
    Duration keeping) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public BackendConfig {
    boolean secure = "https".equals(url.getScheme());
    if (!secure && !"http".equals(url.getScheme())
        || url.getHost() == null
        || !url.toString().equals(url.getScheme() + "://" + url.getAuthority())
        || url.getUserInfo() != null) {
      throw new IllegalArgumentException(
          "url: want http(s)://host[:port] and nothing behind it, not " + url);
    }
    if (authorities.isPresent() && !secure) {
      throw new IllegalArgumentException("ca: " + url + " shows no certificate");
    }
    if (connections < 1 || queue < 0) {
      throw new IllegalArgumentException("connections: want at least 1");
    }
    for (Duration time : new Duration[] {connecting, answering, idle, keeping}) {
      if (time.toMillis() < 1) {
        throw new IllegalArgumentException("want a time of at least 1 ms, not " + time);
      }
    }
  }

  boolean secure() {
    return "https".equals(url.getScheme());
  }

  /** Without the brackets of an IPv6 address. */
  String host() {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return url.getPort() >= 0 ? url.getPort() : secure() ? HTTPS : HTTP;
  }
}
