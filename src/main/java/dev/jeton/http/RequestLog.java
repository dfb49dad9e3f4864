package dev.jeton.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One record for each request, at level INFO of the logger {@code dev.jeton.request}, its only
 * parameter a {@link RequestLine}.
 */
final class RequestLog {
  private static final Logger LOG = System.getLogger("dev.jeton.request");
  private static final String NOTHING = "-";

  private final String prefix;
  private final AtomicLong count = new AtomicLong();

  /**
   * Makes the log of one run.
   *
   * @param started tells the ids of this run from those of others
   */
  RequestLog(Instant started) {
    this.prefix = Long.toString(started.getEpochSecond(), Character.MAX_RADIX) + '-';
  }

  String nextId() {
    return prefix + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }

  boolean isOn() {
    return LOG.isLoggable(Level.INFO);
  }

  void answered(RequestLine line) {
    LOG.log(Level.INFO, "{0}", line);
  }

  void refused(String id, Problem problem) {
    if (isOn()) {
      answered(
          new RequestLine(id, NOTHING, NOTHING, NOTHING, problem.status(), problem.word(), "", 0));
    }
  }
}
