package dev.jeton.session;

import java.time.Duration;
import java.time.Instant;

/**
 * Makes networks wait that guess at tokens. A token that was never issued is a guess; one that
 * ended or expired is not. Where a network must wait, the sessions that are at home in it go on:
 * those that were opened there, or used there before it had to wait. All others are refused for the
 * moment, whether they are live or not, since a right guess must not be told from a wrong one.
 */
public interface TokenThrottle {

  /**
   * Whether a live session may be told to this caller now. It never waits, and costs next to
   * nothing while nobody guesses.
   */
  boolean admits(SessionId session, Caller caller, Instant now);

  /** Makes a session at home where it was opened. */
  void opened(SessionId session, Caller caller);

  /**
   * Counts a token that was never issued.
   *
   * @return how long this network must wait, in whole seconds; zero if it need not
   */
  Wait guessed(TokenDigest token, Caller caller, Instant now);

  /** How long the network of a caller must wait that was not admitted. */
  Wait wait(Caller caller, Instant now);

  /**
   * A time to wait.
   *
   * @param time in whole seconds; zero for not at all
   * @param times how often this was said in one series, from 1
   */
  record Wait(Duration time, long times) {
    public static final Wait NONE = new Wait(Duration.ZERO, 1);
  }
}
