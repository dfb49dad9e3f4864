package dev.jeton.forward;

import java.util.Optional;

/**
 * What rules look at of a request.
 *
 * @param method as sent
 * @param host in lower case, without a port; empty if that was not told
 * @param path as {@link PlainPath} gives it; empty if that was not told
 */
public record Asked(String method, String host, String path) {
  /**
   * What a proxy would ask about a request.
   *
   * @param authority host, perhaps with a port; empty if not told
   * @param target path and query, undecoded; empty if not told
   * @return empty if servers may read the path in different ways, which denies whatever rules say
   */
  public static Optional<Asked> of(String method, String authority, String target) {
    Optional<String> path = target.isEmpty() ? Optional.of("") : PlainPath.of(target);
    return path.map(plain -> new Asked(method, Original.host(authority), plain));
  }
}
