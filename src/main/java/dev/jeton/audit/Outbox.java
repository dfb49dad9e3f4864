package dev.jeton.audit;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Stored events that wait for the journal, numbered from 1 on without a gap in the order in which
 * they were stored. One journal reads it, from one thread.
 */
public interface Outbox {
  /** An event and its number. */
  record Numbered(long number, AuditEvent event) {}

  /**
   * Says how far the journal's files reach, before anything else: those up to there are removed
   * here, and what is stored from now on is numbered behind it.
   *
   * @return the number up to which the files should reach, as far as the store knows
   * @throws IOException if the store can't answer
   */
  long resume(long written) throws IOException;

  /**
   * Events behind this number, in order.
   *
   * @param limit as many at the most
   * @throws IOException if the store can't answer
   */
  List<Numbered> waiting(long after, int limit) throws IOException;

  /**
   * Waits until there is an event behind this number, at the most for so long; an unpark ends it
   * too.
   */
  void await(long after, Duration most);

  /**
   * Lets go of all up to this number: they are in the journal's files, on disk.
   *
   * @throws IOException if the store can't answer; nothing is lost then, and a later call does it
   */
  void written(long through) throws IOException;

  /** How many events were dropped since this was last asked. */
  long takeDropped();
}
