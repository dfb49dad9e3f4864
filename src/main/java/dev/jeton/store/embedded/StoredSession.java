package dev.jeton.store.embedded;

import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.util.Optional;

/**
 * What is on disk under a session's id, as it is there.
 *
 * @param live whether it is a live session's record, else that of one that is gone
 */
record StoredSession(boolean live, byte[] octets) {

  /** What it tells of a token; empty if it is of another one with the same id. */
  Optional<Verdict> verdict(TokenDigest token) {
    byte[] id = SessionRecord.id(token);
    if (live) {
      SessionRecord there = SessionRecord.decoded(id, octets);
      return there.token().equals(token)
          ? Optional.of(new Verdict.Live(there.session()))
          : Optional.empty();
    }
    GoneRecord there = GoneRecord.decoded(id, octets);
    return there.token().equals(token) ? Optional.of(there.verdict()) : Optional.empty();
  }
}
