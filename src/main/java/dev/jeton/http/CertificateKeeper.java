package dev.jeton.http;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditEvent.Kind;
import dev.jeton.audit.AuditTrail;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that listeners show, and its exchange for another while they serve. What can't be
 * used is refused, and the one before stays.
 */
public final class CertificateKeeper {
  private static final Logger LOG = System.getLogger("dev.jeton.tls");

  /** How long before its end a certificate is complained of, and how often. */
  private static final Duration WARNED_BEFORE = Duration.ofDays(14);

  private static final Duration WARNED_EVERY = Duration.ofDays(1);

  private final String name;
  private final CertificateSource source;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final List<Showing> listeners = new ArrayList<>();
  private State state;
  private String tried;
  private String seen;
  private Optional<Instant> warned = Optional.empty();

  /** Whoever shows it. */
  @FunctionalInterface
  public interface Showing {
    /**
     * From now on.
     *
     * @throws IOException if it can't be shown
     */
    void show(TlsIdentity identity) throws IOException;
  }

  /**
   * How it stands.
   *
   * @param name of the listener, or of the two that share it
   * @param shown what new connections see
   * @param since when
   * @param refused why what the files hold now is not shown; empty if it is
   */
  public record State(String name, TlsIdentity shown, Instant since, Optional<String> refused) {}

  /**
   * Reads it for the first time. One that has expired is shown nevertheless: there is no other.
   *
   * @param name for logs and events
   * @throws IOException if it can't be used
   */
  public CertificateKeeper(
      String name, CertificateSource source, AuditTrail trail, InstantSource clock)
      throws IOException {
    this.name = name;
    this.source = source;
    this.trail = trail;
    this.clock = clock;
    TlsIdentity first = source.read();
    this.tried = source.mark();
    this.seen = tried;
    this.state = new State(name, first, clock.instant(), Optional.empty());
  }

  /** From now on, this one shows what the files come to hold. */
  public synchronized void shownBy(Showing listener) {
    listeners.add(listener);
  }

  public synchronized State state() {
    return state;
  }

  /** Reads the files now, whether they have changed or not. */
  public synchronized State reload() {
    tried = source.mark();
    seen = tried;
    try {
      TlsIdentity next = source.read();
      check(next);
      if (next.equals(state.shown())) {
        state = new State(name, state.shown(), state.since(), Optional.empty());
      } else {
        for (Showing listener : listeners) {
          listener.show(next);
        }
        state = new State(name, next, clock.instant(), Optional.empty());
        tried = source.mark(); // a folder of our own may just have written
        seen = tried;
        LOG.log(Level.INFO, "{0}: new certificate {1}", name, told(next));
        record(Kind.CERTIFICATE_RENEWED, next, "");
      }
    } catch (IOException | RuntimeException e) {
      refuse(Optional.ofNullable(e.getMessage()).orElseGet(e::toString));
    }
    return state;
  }

  /**
   * Looks whether the files have changed. They are read once they hold still from one look to the
   * next, so that a pair being copied is not taken for a broken one.
   */
  synchronized void look() {
    String mark = source.mark();
    boolean still = mark.equals(seen);
    seen = mark;
    if (still && !mark.equals(tried) || source.isDue(state.shown()) && mark.equals(tried)) {
      var _ = reload();
    }
    warn();
  }

  private void check(TlsIdentity next) throws IOException {
    Instant now = clock.instant();
    if (!now.isBefore(next.validUntil())) {
      throw new IOException("the certificate has expired: " + told(next));
    }
    if (now.isBefore(next.validFrom())) {
      throw new IOException(
          "the certificate is not valid before " + next.validFrom() + ": " + told(next));
    }
  }

  private void refuse(String why) {
    boolean known = state.refused().equals(Optional.of(why));
    state = new State(name, state.shown(), state.since(), Optional.of(why));
    if (!known) {
      LOG.log(
          Level.ERROR,
          "{0}: the new certificate is refused, the one until {1} stays: {2}",
          name,
          state.shown().validUntil(),
          why);
      record(Kind.CERTIFICATE_REFUSED, state.shown(), why);
    }
  }

  private void warn() {
    Instant now = clock.instant();
    Instant end = state.shown().validUntil();
    if (now.plus(WARNED_BEFORE).isBefore(end)
        || warned.filter(last -> now.isBefore(last.plus(WARNED_EVERY))).isPresent()) {
      return;
    }
    warned = Optional.of(now);
    boolean over = !now.isBefore(end);
    LOG.log(
        over ? Level.ERROR : Level.WARNING,
        "{0}: the certificate {1} {2}",
        name,
        over ? "has expired:" : "expires soon:",
        told(state.shown()));
    record(Kind.CERTIFICATE_EXPIRING, state.shown(), "");
  }

  private void record(Kind kind, TlsIdentity identity, String cause) {
    trail.record(
        AuditEvent.of(
            clock.instant(),
            kind,
            "listener",
            name,
            "subject",
            identity.subject(),
            "sha256",
            identity.fingerprint(),
            "until",
            identity.validUntil().toString(),
            "cause",
            cause));
  }

  private static String told(TlsIdentity identity) {
    return identity.subject() + " until " + identity.validUntil();
  }
}
