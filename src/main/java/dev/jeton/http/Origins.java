package dev.jeton.http;

import java.util.Optional;
import java.util.SequencedSet;

/**
 * The addresses that a listener may say it was reached by. A name that nobody allowed never comes
 * back in an answer: it would send clients, and their passwords, wherever the sender of a forged
 * Host wants.
 */
final class Origins {
  private final boolean secure;
  private final Optional<String> publicUrl;
  private final SequencedSet<String> hosts;

  Origins(boolean secure, Optional<String> publicUrl, SequencedSet<String> hosts) {
    this.secure = secure;
    this.publicUrl = publicUrl;
    this.hosts = hosts;
  }

  /**
   * Scheme, host and port without a slash at the end.
   *
   * @param port the listener's own
   */
  String base(Optional<Authority> asked, int port) {
    return base(secure, asked, port);
  }

  /** The same where a proxy tells the scheme. */
  String base(boolean secure, Optional<Authority> asked, int port) {
    String scheme = secure ? "https" : "http";
    return publicUrl.orElseGet(
        () ->
            asked
                .filter(authority -> hosts.contains(authority.host()))
                .map(authority -> url(scheme, authority.host(), authority.port()))
                .orElseGet(
                    () ->
                        url(
                            scheme,
                            hosts.getFirst(),
                            isUsual(scheme, port) ? "" : String.valueOf(port))));
  }

  private static String url(String scheme, String host, String port) {
    return scheme + "://" + host + (port.isEmpty() ? "" : ":" + port);
  }

  private static boolean isUsual(String scheme, int port) {
    return port == (scheme.equals("https") ? 443 : 80);
  }
}
