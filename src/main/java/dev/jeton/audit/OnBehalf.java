package dev.jeton.audit;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * For whom the current thread works: an administrator's call passes through many parts, and each
 * event on its way names the address that it came from without each of them handing it on.
 */
public final class OnBehalf {
  private static final ScopedValue<String> ADDRESS = ScopedValue.newInstance();

  private OnBehalf() {}

  /** Does something for a caller at this network address. */
  public static <T> T of(String address, Supplier<T> work) {
    return ScopedValue.where(ADDRESS, address).call(work::get);
  }

  static Optional<String> address() {
    return ADDRESS.isBound() ? Optional.of(ADDRESS.get()) : Optional.empty();
  }
}
