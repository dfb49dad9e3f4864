package dev.jeton.account;

import dev.jeton.account.Tally.Kind;
import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.session.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What administrators see of the throttle, and lift. Every call throws {@link
 * dev.jeton.session.StoreUnavailable} if the store can't answer.
 */
public final class Waits {
  private static final int PAGE = 500;

  private final ThrottleConfig config;
  private final ExpiringStore counts;
  private final TokenGuesses tokens;
  private final AuditTrail trail;
  private final InstantSource clock;
  private final Series series = new Series();

  /** Makes it over the store of the {@link Throttle} and of the guesses at tokens. */
  public Waits(
      ThrottleConfig config,
      ExpiringStore counts,
      TokenGuesses tokens,
      AuditTrail trail,
      InstantSource clock) {
    this.config = config;
    this.counts = counts;
    this.tokens = tokens;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * What was counted.
   *
   * @param key where the list goes on
   * @param what login, account, network, token, admin or granted
   * @param name as it was offered; empty where names do not matter
   * @param form empty for none
   * @param network empty where networks do not matter
   * @param counted how many failures are still remembered, by the longest bound that has any
   * @param left how many more are let in at once, which a short bound gains back within seconds
   * @param pause zero if nobody must wait
   */
  public record Counted(
      String key,
      String what,
      String name,
      String form,
      String network,
      long counted,
      long left,
      Duration pause) {}

  /**
   * What came of a wrong admin secret.
   *
   * @param pause how long its network is to wait, in whole seconds; zero if it need not
   * @param times how often this was said in one series, from 1
   */
  public record Wrong(Duration pause, long times) {}

  /** What is counted, page by page; what is as if it had never been is left out. */
  public List<Counted> list(Optional<String> after, int limit) {
    Instant now = clock.instant();
    var found = new ArrayList<Counted>();
    Optional<String> last = after;
    while (true) {
      List<ExpiringStore.Kept> page = counts.list(last, PAGE);
      for (ExpiringStore.Kept kept : page) {
        if (now.isBefore(kept.until())) {
          Tally.ofKey(kept.key()).map(tally -> counted(tally, kept, now)).ifPresent(found::add);
        }
        if (found.size() == limit) {
          return found;
        }
      }
      if (page.size() < PAGE) {
        return found;
      }
      last = Optional.of(page.getLast().key());
    }
  }

  /** Forgets what a name failed, in whatever form and network. */
  public int liftName(String name) {
    int lifted = lift(tally -> tally.name().equals(name));
    record(lifted, name, "");
    return lifted;
  }

  /** Forgets what a network failed, whatever the names. */
  public int liftNetwork(Network network) {
    int lifted = lift(tally -> tally.network().equals(network.text()));
    tokens.lift(Optional.of(network));
    record(lifted, "", network.text());
    return lifted;
  }

  /** Forgets everything. */
  public int liftAll() {
    int lifted = lift(_ -> true);
    tokens.lift(Optional.empty());
    record(lifted, "", "");
    return lifted;
  }

  /**
   * Counts a wrong admin secret. The right one is let in whatever was counted: it has 256 random
   * bits, and there is but one network that it comes from.
   */
  public Wrong wrongSecret(Network network) {
    Instant now = clock.instant();
    Tally tally = Tally.of(Kind.ADMIN, network);
    Bucket bucket = Bucket.of(counts.find(tally.key()), config.of(Kind.ADMIN), now);
    if (bucket.left() < 1) {
      return new Wrong(Throttle.seconds(bucket.untilOne()), series.next(tally));
    }
    series.end(tally);
    Bucket.take(counts, tally.key(), config.of(Kind.ADMIN), now);
    return new Wrong(Duration.ZERO, 1);
  }

  private int lift(Predicate<Tally> which) {
    int lifted = 0;
    Optional<String> last = Optional.empty();
    List<ExpiringStore.Kept> page;
    do {
      page = counts.list(last, PAGE);
      for (ExpiringStore.Kept kept : page) {
        if (Tally.ofKey(kept.key()).filter(which).isPresent() && counts.remove(kept.key())) {
          lifted++;
        }
        last = Optional.of(kept.key());
      }
    } while (page.size() == PAGE);
    return lifted;
  }

  private void record(int lifted, String name, String network) {
    trail.record(
        AuditEvent.of(
            clock.instant(),
            AuditEvent.Kind.THROTTLE_LIFTED,
            "actor",
            "admin",
            "account",
            name,
            "network",
            network,
            "count",
            Integer.toString(lifted)));
  }

  private Counted counted(Tally tally, ExpiringStore.Kept kept, Instant now) {
    Bucket bucket = Bucket.of(Optional.of(kept.value()), config.of(tally.kind()), now);
    return new Counted(
        kept.key(),
        tally.kind().name().toLowerCase(Locale.ROOT),
        tally.name(),
        tally.form(),
        tally.network(),
        bucket.gone(),
        Math.max(0, bucket.left()),
        bucket.untilOne());
  }
}
