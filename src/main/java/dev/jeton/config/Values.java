package dev.jeton.config;

import java.util.Map;
import java.util.Optional;

/** The values in force: what was given, and the defaults of all else. */
record Values(Map<String, Given> given) {

  /**
   * The value of a key.
   *
   * @throws IllegalArgumentException if what was given is not of the key's type
   */
  <T> T of(Key<T> key) {
    return Optional.ofNullable(given.get(key.name()))
        .map(value -> key.type().read(value.content()))
        .orElseGet(key::preset);
  }
}
