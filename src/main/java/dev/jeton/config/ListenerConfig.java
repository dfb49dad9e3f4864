package dev.jeton.config;

import java.util.Set;

/**
 * Where a listener listens, and what for.
 *
 * @param host a host name or an address
 * @param port 0 for any free one
 * @param dialects the names of those that it serves
 */
public record ListenerConfig(String host, int port, Set<String> dialects) {
  public ListenerConfig {
    dialects = Set.copyOf(dialects);
  }
}
