package dev.jeton.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * For whom the current thread works: a request passes through many parts, and each event on its way
 * names the request, and an administrator's address, without each of them handing them on.
 */
public final class OnBehalf {
  private static final ScopedValue<Map<String, String>> FACTS = ScopedValue.newInstance();

  private OnBehalf() {}

  /** Does something for a caller at this network address. */
  public static <T> T of(String address, Supplier<T> work) {
    return with("address", address, work);
  }

  /** Does something for the request of this id. */
  public static <T> T ofRequest(String id, Supplier<T> work) {
    return with("request", id, work);
  }

  /** Threads that work for whom the thread works that hands them something to do. */
  public static Executor carrying(Executor threads) {
    return task -> {
      Map<String, String> facts = facts();
      threads.execute(() -> ScopedValue.where(FACTS, facts).run(task));
    };
  }

  /** What events name of it. */
  static Map<String, String> facts() {
    return FACTS.isBound() ? FACTS.get() : Map.of();
  }

  private static <T> T with(String name, String value, Supplier<T> work) {
    return ScopedValue.where(FACTS, and(facts(), name, value)).call(work::get);
  }

  private static Map<String, String> and(Map<String, String> facts, String name, String value) {
    if (facts.isEmpty()) {
      return Map.of(name, value);
    }
    var more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return Collections.unmodifiableMap(more);
  }
}
