package dev.jeton.store.embedded;

import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.time.Instant;

/**
 * What is remembered of a session that is gone, some 48 octets with its key and without the index
 * by its end, stored under its id.
 */
record GoneRecord(TokenDigest token, Verdict.Gone verdict) {
  /** Since version 2 what is alike in many stands together, so that blocks of them pack better. */
  private static final int VERSION = 2;

  private static final int EXPIRED = 1;
  private static final int ENDED = 2;

  byte[] encoded() {
    var to =
        new OctetWriter()
            .octet(VERSION)
            .octet(
                switch (verdict.why()) {
                  case EXPIRED -> EXPIRED;
                  case ENDED -> ENDED;
                })
            .text(verdict.dialect())
            .sorted(verdict.at());
    SessionRecord.rest(to, token);
    return to.done();
  }

  static GoneRecord decoded(byte[] id, byte[] octets) {
    var from = new OctetReader(octets);
    if (from.version(VERSION) == 1) {
      return former(id, from);
    }
    Verdict.Why why = why(from);
    String dialect = from.text();
    Instant at = from.sortedInstant();
    return new GoneRecord(SessionRecord.token(id, from), new Verdict.Gone(dialect, why, at));
  }

  private static GoneRecord former(byte[] id, OctetReader from) {
    TokenDigest token = SessionRecord.token(id, from);
    Verdict.Why why = why(from);
    Instant at = from.instant();
    return new GoneRecord(token, new Verdict.Gone(from.text(), why, at));
  }

  private static Verdict.Why why(OctetReader from) {
    return from.octet() == EXPIRED ? Verdict.Why.EXPIRED : Verdict.Why.ENDED;
  }
}
