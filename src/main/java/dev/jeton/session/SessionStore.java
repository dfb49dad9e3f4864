package dev.jeton.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps sessions. Each call is atomic. What {@link #create} and {@link #end} have acknowledged
 * survives a crash. Every call throws {@link StoreUnavailable} if the store can't answer.
 */
public interface SessionStore {

  /**
   * Keeps a new session with its trace; all of it is on disk when this returns.
   *
   * @return false, and nothing kept, if there is or was a session with this token or with its id
   */
  boolean create(TokenDigest token, Session session, Trace trace);

  /**
   * Begins the same, and does not wait.
   *
   * @return what {@link #create} would return or throw, told on a thread of the store's, where
   *     nothing may wait; empty, and nothing begun, if too much waits to be written
   */
  Optional<CompletableFuture<Boolean>> begin(TokenDigest token, Session session, Trace trace);

  /** What is known of this token at this instant. */
  Verdict find(TokenDigest token, Instant now);

  /**
   * The same if it can be told without waiting: for a live session whose truth is in memory, never
   * for one that ended.
   */
  Optional<Verdict> peek(TokenDigest token, Instant now);

  /**
   * Puts a session in another's place. Need not be synced: a crash may bring the former back.
   *
   * @return false, and nothing changed, unless the expected one is there now: a session that ended
   *     stays ended
   */
  boolean replace(TokenDigest token, Session expected, Session next);

  /**
   * Ends a live session, with the trace; on disk when this returns.
   *
   * @return the session for exactly one of any number of callers, and nothing, with nothing kept,
   *     for the others, or if it is not live at this instant
   */
  Optional<Session> end(TokenDigest token, Instant now, Trace trace);

  /** The token digest of a session that is live or remembered. */
  Optional<TokenDigest> digest(SessionId id);

  /**
   * Live sessions, ordered by id.
   *
   * @param account those whose actor, subject or customer has this id; all if empty
   * @param dialect those of this dialect; all if empty
   * @param after behind this id; from the first if empty
   * @param limit as many at the most, from 1
   */
  List<Session> list(
      OptionalLong account,
      Optional<String> dialect,
      Optional<SessionId> after,
      int limit,
      Instant now);

  /**
   * Removes what expired, and forgets what ended or expired long ago; its cost follows what it
   * removes.
   *
   * @param limit as many at the most
   * @return how many it handled; less than the limit when nothing is left to do at this instant
   */
  int sweep(Instant now, int limit);
}
