package dev.jeton.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the listeners allow.
 *
 * @param publicUrl scheme, host and port under which clients reach this server, where a proxy
 *     stands before it; without a slash at the end
 * @param hosts further host names that clients may ask for, beside localhost, 127.0.0.1, [::1] and
 *     the machine's name
 * @param limits what a client may use
 * @param drain how long requests in flight may take to finish when the server stops, under 10
 *     seconds
 * @param proxies whose word on the client is taken
 */
public record HttpConfig(
    Optional<String> publicUrl,
    List<String> hosts,
    Limits limits,
    Duration drain,
    ProxyConfig proxies) {
  public static final HttpConfig DEFAULT =
      new HttpConfig(Optional.empty(), List.of(), Limits.DEFAULT, Duration.ofSeconds(5));

  /** The same, where no proxy's word is taken. */
  public HttpConfig(Optional<String> publicUrl, List<String> hosts, Limits limits, Duration drain) {
    this(publicUrl, hosts, limits, drain, ProxyConfig.DEFAULT);
  }

  /**
   * Checks every part.
   *
   * @throws IllegalArgumentException naming the part that is wrong
   */
  public HttpConfig {
    hosts = List.copyOf(hosts);
    publicUrl.ifPresent(HttpConfig::checkUrl);
    for (String host : hosts) {
      if (!Authority.isHost(host)) {
        throw new IllegalArgumentException("hosts: not a host name: " + host);
      }
    }
    if (drain.isNegative() || drain.compareTo(Duration.ofSeconds(10)) >= 0) {
      throw new IllegalArgumentException("drain: want 0 to below 10 seconds, not " + drain);
    }
  }

  private static void checkUrl(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("public-url: not a URL: " + url, e);
    }
    boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!http
        || uri.getHost() == null
        || !url.equals(uri.getScheme() + "://" + uri.getAuthority())) {
      throw new IllegalArgumentException(
          "public-url: want http(s)://host[:port] and nothing behind it, not " + url);
    }
  }
}
