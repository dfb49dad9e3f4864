package dev.jeton.http;

import java.util.Optional;
import java.util.SequencedSet;

/**
 * The addresses that a listener may say it was reached by. A name that nobody allowed never comes
 * back in an answer: it would send clients, and their passwords, wherever the sender of a forged
 * Host wants.
 */
final class Origins {
  private final String scheme;
  private final Optional<String> publicUrl;
  private final SequencedSet<String> hosts;

  Origins(boolean secure, Optional<String> publicUrl, SequencedSet<String> hosts) {
    this.scheme = secure ? "https" : "http";
    this.publicUrl = publicUrl;
    this.hosts = hosts;
  }

  /**
   * Scheme, host and port without a slash at the end.
   *
   * @param port the listener's own
   */
  String base(Optional<Authority> asked, int port) {
    return publicUrl.orElseGet(
        () ->
            asked
                .filter(authority -> hosts.contains(authority.host()))
                .map(authority -> url(authority.host(), authority.port()))
                .orElseGet(() -> url(hosts.getFirst(), isUsual(port) ? "" : String.valueOf(port))));
  }

  private String url(String host, String port) {
    return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port);
  }

  private boolean isUsual(int port) {
    return port == (scheme.equals("https") ? 443 : 80);
  }
}
