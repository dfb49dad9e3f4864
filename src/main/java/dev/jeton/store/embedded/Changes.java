package dev.jeton.store.embedded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written at once, by keys: of each the last value, or that it goes. It is gathered
 * here rather than in RocksDB's own batches, since each call of theirs costs as much as a whole
 * change does here.
 */
final class Changes {
  private final Map<Key, Optional<byte[]>> whole = new HashMap<>();

  /** Those of the change that is being made, which may yet come to nothing. */
  private final Map<Key, Optional<byte[]>> latest = new HashMap<>();

  private record Key(Family family, byte[] octets) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && family == that.family
          && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(octets) + family.hashCode();
    }
  }

  void put(Family family, byte[] key, byte[] value) {
    latest.put(new Key(family, key), Optional.of(value));
  }

  void delete(Family family, byte[] key) {
    latest.put(new Key(family, key), Optional.empty());
  }

  /** The value that a key is to have, none if it is to go; empty if it is not changed. */
  Optional<Optional<byte[]>> find(Family family, byte[] key) {
    var asked = new Key(family, key);
    Optional<byte[]> found = latest.get(asked);
    return Optional.ofNullable(found == null ? whole.get(asked) : found);
  }

  /** Takes in what was changed since this or {@link #drop} was last called. */
  void keep() {
    whole.putAll(latest);
    latest.clear();
  }

  /** Forgets what was changed since then. */
  void drop() {
    latest.clear();
  }

  /** Those of a family from this key on. */
  NavigableMap<byte[], Optional<byte[]>> from(Family family, byte[] start) {
    var found = new TreeMap<byte[], Optional<byte[]>>(Arrays::compareUnsigned);
    for (Map<Key, Optional<byte[]>> each : List.of(whole, latest)) {
      each.forEach(
          (key, value) -> {
            if (key.family == family && Arrays.compareUnsigned(key.octets, start) >= 0) {
              found.put(key.octets, value);
            }
          });
    }
    return found;
  }

  boolean isEmpty() {
    return whole.isEmpty();
  }

  /**
   * All of it, as RocksDB keeps a batch in its log.
   *
   * @param numbers those that the families have in the database
   */
  byte[] octets(Map<Family, Integer> numbers) {
    var to = new BatchOctets(whole.size());
    whole.forEach(
        (key, value) -> {
          int family = Optional.ofNullable(numbers.get(key.family)).orElseThrow();
          value.ifPresentOrElse(
              there -> to.put(family, key.octets, there), () -> to.delete(family, key.octets));
        });
    return to.done();
  }
}
