package dev.jeton.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One thing that happened. It never holds a secret, a request target or a body.
 *
 * @param detail short facts by name, in the order they were given: dialect, actor, cause, …; those
 *     that {@link Kind#fields} lists
 */
public record AuditEvent(Instant at, Kind kind, Map<String, String> detail) {
  /** How many characters of what a stranger offered as a name are kept. */
  private static final int OFFERED = 256;

  /** How long any fact can be; what is longer is cut, since a line of the trail is bounded. */
  private static final int LONGEST = 4096;

  public AuditEvent {
    var bounded = new LinkedHashMap<String, String>();
    detail.forEach((name, value) -> bounded.put(name, cut(value, LONGEST)));
    detail = Collections.unmodifiableMap(bounded);
  }

  /**
   * An event from names and values in turn; empty values are left out. It names the request and the
   * address on whose behalf this thread works, if there are any.
   */
  public static AuditEvent of(Instant at, Kind kind, String... namesAndValues) {
    return of(at, kind, Map.of(), namesAndValues);
  }

  /** The same with more facts, which count where it would name others. */
  public static AuditEvent of(
      Instant at, Kind kind, Map<String, String> more, String... namesAndValues) {
    var detail = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        detail.put(namesAndValues[i], namesAndValues[i + 1]);
      }
    }
    OnBehalf.facts().forEach(detail::putIfAbsent);
    putAll(detail, more);
    return new AuditEvent(at, kind, detail);
  }

  /** This event with more facts; empty ones are left out. */
  public AuditEvent and(Map<String, String> more) {
    var all = new LinkedHashMap<>(detail);
    putAll(all, more);
    return new AuditEvent(at, kind, all);
  }

  private static void putAll(Map<String, String> detail, Map<String, String> more) {
    more.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            detail.put(name, value);
          }
        });
  }

  /** What somebody who was not proved gave as a name, as far as it is kept. */
  public static String offered(String name) {
    return cut(name, OFFERED);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** What kinds of things are recorded: docs/audit.md is written from this. */
  public enum Kind {
    LOGIN_GRANTED(
        Weight.GRANTS,
        "A login was granted; its session is on disk.",
        "dialect session actor subject customer client address request" + Callers.FACTS),
    LOGIN_REFUSED(
        Weight.EXPENDABLE,
        "A login was refused; the cause is the true one.",
        "dialect actor party cause times address request" + Callers.FACTS),
    CLIENT_REFUSED(
        Weight.EXPENDABLE,
        "Who asked as an OAuth client was not proved to be it; floods that have to wait are told in"
            + " part, with how often.",
        "dialect actor party cause times address request" + Callers.FACTS),
    SESSION_ENDED(
        Weight.KEPT,
        "A session was ended: by its holder, by an administrator, or by a limit.",
        "dialect session actor subject customer client address request by cause" + Callers.FACTS),
    SESSION_EXPIRED(
        Weight.KEPT,
        "A session was found past its deadline and removed; the deadline may lie some time back.",
        "dialect session actor subject customer client deadline request"),
    END_REFUSED(
        Weight.EXPENDABLE,
        "The end of a session was refused: who asked was not proved, or is not its actor.",
        "dialect actor party cause times address request" + Callers.FACTS),
    TOKEN_REFUSED(
        Weight.EXPENDABLE,
        "A network that guessed at tokens was made to wait; floods are told in part, with how often.",
        "dialect party cause times address request" + Callers.FACTS),
    REQUEST_REFUSED(
        Weight.EXPENDABLE,
        "A dialect refused a request for its form.",
        "dialect cause address request" + Callers.FACTS),
    MESSAGE_REFUSED(
        Weight.EXPENDABLE,
        "What came could not be taken for a request of any dialect, was a connection beyond the"
            + " limits, or found no room (`no-room`); floods are told in part, with how often, and without an address where very"
            + " many networks take part.",
        "cause times address request"),
    ACCOUNT_ADDED(
        Weight.GRANTS,
        "An account was made.",
        "actor account id kind form enabled dialects language act-for for-customer password"
            + " digest-secret weak-password directory address request name"
            + Callers.CLIENT),
    ACCOUNT_CHANGED(
        Weight.KEPT,
        "An account was changed; the facts are those that are new.",
        "actor account id kind form enabled dialects language act-for for-customer password"
            + " digest-secret weak-password directory address request"
            + Callers.CLIENT),
    ACCOUNT_REMOVED(Weight.KEPT, "An account was removed.", "actor account id address request"),
    ACCOUNTS_EXPORTED(
        Weight.GRANTS,
        "An administrator was handed a page of accounts with their hashes and digest secrets.",
        "actor after address request"),
    PASSWORD_REHASHED(
        Weight.KEPT,
        "An older hash of an account's password gave way to one under today's parameters.",
        "account id request"),
    KEY_ISSUED(
        Weight.GRANTS,
        "A machine account got a new key pair.",
        "actor account id key address request"),
    KEY_IMPORTED(
        Weight.GRANTS,
        "A machine account got a key pair that its clients held already.",
        "actor account id key address request"),
    SECRET_ISSUED(
        Weight.GRANTS,
        "A client got a new secret; its former one ended, or ends as told.",
        "actor account id former-until address request issued-secrets password"),
    KEY_REVOKED(
        Weight.KEPT,
        "A key pair was taken from its account.",
        "actor account id key address request"),
    THROTTLE_LIFTED(
        Weight.KEPT,
        "An administrator let somebody go on who had to wait.",
        "actor account network count address request"),
    KEY_RENEWED(
        Weight.KEPT,
        "The MAC of a key pair, or of a client's secret, was put under the server's current key when its secret was proved.",
        "account id key request"),
    SECRET_RESEALED(
        Weight.KEPT,
        "A digest secret was sealed anew under the server's current key.",
        "account id key"),
    RING_KEY_ROTATED(
        Weight.KEPT,
        "A key of the server became current. Where the former ones were compromised, they and all"
            + " that they signed hold no more.",
        "actor kind key compromised address request"),
    RING_KEY_DESTROYED(
        Weight.KEPT,
        "A former key of the server was destroyed, or is no longer published: nothing needs it.",
        "kind key"),
    RING_REWRAPPED(
        Weight.KEPT,
        "The key ring was encrypted under another root key.",
        "actor root-key address request"),
    ADMIN_REFUSED(
        Weight.EXPENDABLE,
        "The admin API was called without the admin secret.",
        "times address request"),
    CERTIFICATE_RENEWED(
        Weight.KEPT,
        "A changed certificate was taken up without a restart.",
        "listener subject sha256 until cause"),
    CERTIFICATE_REFUSED(
        Weight.KEPT,
        "A changed certificate could not be used; the former one stays.",
        "listener subject sha256 until cause"),
    CERTIFICATE_EXPIRING(
        Weight.KEPT, "A certificate is about to expire.", "listener subject sha256 until cause"),
    SERVER_STARTED(
        Weight.KEPT,
        "The server began to serve.",
        "version java https http admin configuration changed"),
    SERVER_STOPPED(Weight.KEPT, "The server was told to stop.", "version"),
    FILE_BEGUN(
        Weight.OWN,
        "The first line of each file; what it binds to is the last line of the file before.",
        "after-event"),
    HEAD_SIGNED(
        Weight.OWN, "A signature over the line before, and so over all of them.", "key signature"),
    FILES_REMOVED(
        Weight.OWN,
        "The oldest files were about to be removed for their age or for the size of all; the trail"
            + " may begin behind this line from now on.",
        "through hash"),
    EVENTS_DROPPED(
        Weight.OWN,
        "Expendable events were dropped, since too many waited or the store could not take them.",
        "count"),
    EVENTS_MISSING(
        Weight.OWN,
        "The store had given these events to the files, and the files lack them: lines were cut"
            + " off while the server was down.",
        "first last"),
    LINE_MENDED(
        Weight.OWN,
        "A crash had left a line without its end; it was cut off, and its event stands anew below.",
        "octets"),
    TRAIL_DAMAGED(
        Weight.OWN,
        "The newest file was found changed at the start; it was left as it is.",
        "at-line");

    private final Weight weight;
    private final String meaning;
    private final String fields;

    Kind(Weight weight, String meaning, String fields) {
      this.weight = weight;
      this.meaning = meaning;
      this.fields = fields;
    }

    public Weight weight() {
      return weight;
    }

    /** When it is told, in a sentence. */
    public String meaning() {
      return meaning;
    }

    /** The names of the facts it may have. */
    public List<String> fields() {
      return List.of(fields.split(" "));
    }
  }

  private static final class Callers {
    /** What callers say of themselves in some dialects. */
    static final String FACTS =
        " certificate user-agent simax-client simax-client-ip simax-client-version";

    /** What an OAuth client has. */
    static final String CLIENT =
        " grants scopes audiences certificate-subject certificates public-keys issued-secrets";
  }

  /** What becomes of an event when too many wait for the journal. */
  public enum Weight {
    /** It is dropped and counted: nothing depends on it, and a stranger can cause any number. */
    EXPENDABLE,
    /** It is stored all the same. */
    KEPT,
    /** It is stored all the same or, if so configured, what it tells of is not done. */
    GRANTS,
    /** The journal writes it by itself; it never waits. */
    OWN
  }
}
