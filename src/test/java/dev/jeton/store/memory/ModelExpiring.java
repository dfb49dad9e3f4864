package dev.jeton.store.memory;

import dev.jeton.account.ExpiringStore;
import dev.jeton.session.StoreUnavailable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Values that expire, on a plain map under one lock. */
public final class ModelExpiring implements ExpiringStore {
  private final NavigableMap<String, Kept> kept = new TreeMap<>();
  private boolean down;
  private boolean forgetful;

  /** From now on every call fails with {@link StoreUnavailable}, or answers again. */
  public synchronized void down(boolean next) {
    down = next;
  }

  /** From now on nothing is told without waiting, or all is again. */
  public synchronized void forgetful(boolean next) {
    forgetful = next;
  }

  @Override
  public synchronized Optional<byte[]> find(String key) {
    answers();
    return Optional.ofNullable(kept.get(key)).map(there -> there.value().clone());
  }

  @Override
  public synchronized Optional<Optional<byte[]>> peek(String key) {
    return down || forgetful ? Optional.empty() : Optional.of(find(key));
  }

  @Override
  public synchronized boolean swap(
      String key, Optional<byte[]> expected, byte[] next, Instant until) {
    answers();
    if (!Arrays.equals(find(key).orElse(null), expected.orElse(null))) {
      return false;
    }
    kept.put(key, new Kept(key, next.clone(), until));
    return true;
  }

  @Override
  public synchronized boolean remove(String key) {
    answers();
    return kept.remove(key) != null;
  }

  @Override
  public synchronized List<Kept> list(Optional<String> after, int limit) {
    answers();
    return (after.isPresent() ? kept.tailMap(after.get(), false) : kept)
        .values().stream().limit(limit).toList();
  }

  @Override
  public synchronized int sweep(Instant now, long most, int limit) {
    answers();
    List<Kept> byInstant =
        kept.values().stream().sorted(Comparator.comparing(Kept::until)).toList();
    long tooMany = kept.size() - most;
    int done = 0;
    for (Kept each : byInstant) {
      if (done == limit || (each.until().isAfter(now) && done >= tooMany)) {
        break;
      }
      kept.remove(each.key());
      done++;
    }
    return done;
  }

  private void answers() {
    if (down) {
      throw new StoreUnavailable("down, as the test asked", new IllegalStateException("down"));
    }
  }
}
