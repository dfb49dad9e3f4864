package dev.jeton.store.embedded;

import java.nio.charset.StandardCharsets;

/**
 * The column families, by the names that they have on disk. All numbers and instants in keys sort
 * as they count.
 */
enum Family {
  /** RocksDB demands it; we keep nothing there. */
  DEFAULT("default"),
  /** Session id → the rest of its digest and its facts. */
  LIVE("live"),
  /** Session id → the rest of its digest and how it ended. */
  GONE("gone"),
  /** Account id, session id → nothing, for each party of a live session. */
  BY_ACCOUNT("by-account"),
  /**
   * Deadline, session id → nothing, for each live session; the deadline may have moved on since.
   */
  DEADLINES("deadlines"),
  /** End, session id → nothing, for each session that is gone. */
  REMEMBERED("remembered"),
  /** Account id, octets → when the proof can no longer be fresh. */
  PROOFS("proofs"),
  /** That instant, account id, octets → nothing. */
  STALE("stale"),
  /** Account id → account. */
  ACCOUNTS("accounts"),
  /** Form and name → account id. */
  NAMES("names"),
  /** The public half of a key pair → account id. */
  KEYS("keys"),
  /** Form id → title. */
  FORMS("forms"),
  /** Title → form id. */
  TITLES("titles"),
  /** Instant, number → audit event, as older versions kept them; emptied at the start. */
  AUDIT("audit"),
  /** Number of the last → audit events, written at once, that wait for the journal. */
  OUTBOX("outbox"),
  /** What is counted → how much, and until when. */
  COUNTS("counts"),
  /** When a count may be forgotten, what is counted → nothing. */
  COUNTS_UNTIL("counts-until"),
  /** Name and network → when it last logged in from there. */
  KNOWN("known"),
  /** When that may be forgotten, name and network → nothing. */
  KNOWN_UNTIL("known-until"),
  /** What there is one of. */
  META("meta");

  private final String text;

  Family(String text) {
    this.text = text;
  }

  byte[] onDisk() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
