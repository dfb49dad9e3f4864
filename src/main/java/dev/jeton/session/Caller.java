package dev.jeton.session;

import java.util.Map;

/**
 * Who sent a request, as far as the network and its headers tell; for throttling and the audit
 * event.
 *
 * @param address the network address in text
 * @param detail what the caller says of itself, by name, bounded in length by the dialect
 */
public record Caller(String address, Map<String, String> detail) {
  public Caller {
    detail = Map.copyOf(detail);
  }
}
