package dev.jeton.dialect;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class MovingClock implements InstantSource {
  private volatile Instant now;

  public MovingClock(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void set(Instant next) {
    now = next;
  }

  public void pass(Duration duration) {
    now = now.plus(duration);
  }
}
