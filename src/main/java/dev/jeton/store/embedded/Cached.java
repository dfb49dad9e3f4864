package dev.jeton.store.embedded;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was read, until it changes or room is needed. What is not there is read each time.
 *
 * <p>Whoever writes lets go of all that a value was read from, after it is written and before
 * anybody hears of it: so no value that was read before outlives the write. A reading that is under
 * way meanwhile is waited for, and what it found is let go of too.
 */
final class Cached<K, V> {
  private final Map<K, V> values;

  Cached(int most) {
    Cache<K, V> cache = Caffeine.newBuilder().maximumSize(most).build();
    values = cache.asMap();
  }

  Optional<V> find(K key, Function<K, Optional<V>> reading) {
    return Optional.ofNullable(
        values.computeIfAbsent(key, asked -> reading.apply(asked).orElse(null)));
  }

  /** The value if it is there; one that is being read is not waited for. */
  Optional<V> peek(K key) {
    return Optional.ofNullable(values.get(key));
  }

  void letGo(K key) {
    values.remove(key);
  }
}
