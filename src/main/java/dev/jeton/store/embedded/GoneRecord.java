package dev.jeton.store.embedded;

import dev.jeton.session.TokenDigest;
import dev.jeton.session.Verdict;
import java.time.Instant;

/**
 * What is remembered of a session that is gone, some 48 octets with its key, stored under its id.
 */
record GoneRecord(TokenDigest token, Verdict.Gone verdict) {
  private static final int VERSION = 1;
  private static final int EXPIRED = 1;
  private static final int ENDED = 2;

  byte[] encoded() {
    var to = new OctetWriter().octet(VERSION);
    SessionRecord.rest(to, token);
    return to.octet(
            switch (verdict.why()) {
              case EXPIRED -> EXPIRED;
              case ENDED -> ENDED;
            })
        .instant(verdict.at())
        .text(verdict.dialect())
        .done();
  }

  static GoneRecord decoded(byte[] id, byte[] octets) {
    var from = OctetReader.ofVersion(VERSION, octets);
    TokenDigest token = SessionRecord.token(id, from);
    Verdict.Why why = from.octet() == EXPIRED ? Verdict.Why.EXPIRED : Verdict.Why.ENDED;
    Instant at = from.instant();
    return new GoneRecord(token, new Verdict.Gone(from.text(), why, at));
  }
}
