package dev.jeton.account;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts what happens again and again, so that a flood need not be told one by one. */
final class Series {
  /** So many are counted at a time; the one that was longest quiet is forgotten first. */
  private static final int MOST = 10_000;

  private final Map<Tally, Long> counts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tally, Long> eldest) {
          return size() > MOST;
        }
      };

  /** The how manieth time this is, from 1. */
  synchronized long next(Tally tally) {
    return counts.merge(tally, 1L, Long::sum);
  }

  synchronized void end(Tally tally) {
    counts.remove(tally);
  }
}
