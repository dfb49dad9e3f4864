package dev.jeton.session;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A command whose session is being written. No thread waits for it: of what keeps a login, the
 * disk's sync takes longest, and waiting would cost more than all else.
 */
public final class Pending implements Served, Started {
  private final Opening.Begun begun;
  private final Authenticator.Recheck recheck;
  private final Supplier<Outcome> granted;
  private final BooleanSupplier stands;
  private final Supplier<Outcome> changed;
  private final Supplier<Outcome> anew;

  /**
   * Makes it.
   *
   * @param granted the outcome, if its accounts are still what they were
   * @param stands as {@link Opening#stands}
   * @param changed the outcome, if they are not
   * @param anew the outcome with another token: the one that was drawn had been given out before
   */
  Pending(
      Opening.Begun begun,
      Authenticator.Recheck recheck,
      Supplier<Outcome> granted,
      BooleanSupplier stands,
      Supplier<Outcome> changed,
      Supplier<Outcome> anew) {
    this.begun = begun;
    this.recheck = recheck;
    this.granted = granted;
    this.stands = stands;
    this.changed = changed;
    this.anew = anew;
  }

  /** Has this run when it is written, or has failed to be; where it runs, nothing may wait. */
  public void whenWritten(Runnable next) {
    var _ = begun.written().whenComplete((_, _) -> next.run());
  }

  /** After that the outcome, if it can be told without waiting for anything else. */
  Optional<Outcome> peek() {
    return begun.written().isDone()
            && !begun.written().isCompletedExceptionally()
            && begun.written().join()
            && recheck.holdsAtOnce()
        ? Optional.of(granted.get())
        : Optional.empty();
  }

  /**
   * The outcome, waiting as long as it takes.
   *
   * @throws StoreUnavailable as {@link SessionStore#create}
   */
  Outcome outcome() {
    try {
      if (!begun.written().get()) {
        return anew.get();
      }
    } catch (ExecutionException e) {
      throw new StoreUnavailable("a session may be written or not", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while a session was written", e);
    }
    return stands.getAsBoolean() ? granted.get() : changed.get();
  }
}
