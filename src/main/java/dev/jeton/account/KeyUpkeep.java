package dev.jeton.account;

import dev.jeton.audit.AuditEvent;
import dev.jeton.audit.AuditTrail;
import dev.jeton.keys.KeyCustody;
import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyName;
import dev.jeton.keys.KeyState;
import dev.jeton.session.SessionStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks after former keys, but for published ones: seals anew what is sealed under them, counts
 * what still needs them, and destroys those that nothing needs. It keeps no notes of its own: each
 * pass begins from what is stored, so that it goes on wherever the last one was cut off.
 */
public final class KeyUpkeep {
  /** How often somebody else may change the same account first, until the next pass. */
  private static final int TRIES = 20;

  private final KeyCustody custody;
  private final AccountStore accounts;
  private final SessionStore sessions;
  private final AuditTrail trail;
  private final Duration remembered;
  private final Duration adminGrace;
  private final InstantSource clock;
  private final Map<KeyName, Long> needed = new ConcurrentHashMap<>();

  /**
   * Makes it.
   *
   * @param remembered for how long a session that ended is told from one that never was
   * @param adminGrace for how long a former admin secret holds
   */
  public KeyUpkeep(
      KeyCustody custody,
      AccountStore accounts,
      SessionStore sessions,
      AuditTrail trail,
      Duration remembered,
      Duration adminGrace,
      InstantSource clock) {
    this.custody = custody;
    this.accounts = accounts;
    this.sessions = sessions;
    this.trail = trail;
    this.remembered = remembered;
    this.adminGrace = adminGrace;
    this.clock = clock;
  }

  /** How many records still need a former key, as last counted; empty for all other keys. */
  public OptionalLong needed(KeyName key) {
    Long count = needed.get(key);
    return count == null ? OptionalLong.empty() : OptionalLong.of(count);
  }

  /**
   * Goes once through all that there is, and does not while there are no former keys.
   *
   * @param breath taken after each page that was read and each secret that was sealed anew
   * @return whether there is more to do at once
   * @throws IOException if the ring can't be written
   * @throws dev.jeton.session.StoreUnavailable if a store can't answer
   */
  public boolean pass(Breath breath) throws IOException, InterruptedException {
    Instant began = clock.instant();
    List<KeyFacts> former =
        custody.ring().facts().stream()
            .filter(f -> f.state() == KeyState.FORMER && !f.kind().isPublished())
            .toList();
    var needs = new KeyNeeds(accounts, sessions, breath);
    Map<KeyName, Long> counts = needs.of(former, began);
    needed.keySet().retainAll(counts.keySet());
    needed.putAll(counts);
    boolean toSeal = false;
    for (KeyFacts key : former) {
      boolean isNeeded = needed.getOrDefault(key.name(), 0L) > 0;
      toSeal |= isNeeded && key.kind() == KeyKind.SEALING;
      if (!isNeeded && mayGo(key, began)) {
        custody.destroy(key.kind(), key.id());
        needed.remove(key.name());
        trail.record(event(AuditEvent.Kind.RING_KEY_DESTROYED, key));
      }
    }
    if (toSeal) {
      needs.visitAccounts(account -> sealAnew(account, breath));
    }
    return toSeal;
  }

  /** Whether time has settled that a key that was not needed just now never is. */
  private boolean mayGo(KeyFacts key, Instant now) throws IOException {
    Instant retired = key.retired().orElse(now);
    boolean settled = !now.isBefore(retired.plus(KeyNeeds.MARGIN));
    return switch (key.kind()) {
      case TOKEN -> {
        if (settled && key.unused().isEmpty()) {
          custody.unused(key.kind(), key.id());
        }
        // Until then a token may be told as one that expired.
        yield settled && key.unused().filter(at -> !now.isBefore(at.plus(remembered))).isPresent();
      }
      case API_KEY, SEALING, NONCE -> settled;
      case ADMIN -> !now.isBefore(retired.plus(adminGrace));
      case AUDIT -> true; // none is former: its private half goes when it is retired
      case SIGNING_EDDSA, SIGNING_ES256, SIGNING_RS256 -> false; // SigningUpkeep's
    };
  }

  /** Whoever else changes the account at the same time comes first. */
  private void sealAnew(Account listed, Breath breath) throws InterruptedException {
    int current = custody.ring().current(KeyKind.SEALING);
    for (int i = 0; i < TRIES; i++) {
      Account account = accounts.find(listed.id()).orElse(listed);
      int under = account.digestSecret().map(SealedSecret::ringKey).orElse(current);
      if (under == current) {
        return;
      }
      AuditEvent event =
          AuditEvent.of(
              clock.instant(),
              AuditEvent.Kind.SECRET_RESEALED,
              "account",
              account.name(),
              "id",
              Long.toString(account.id()),
              "key",
              Integer.toString(current));
      if (accounts.replace(account.sealedAnew(custody.ring()), event) == AccountStore.Change.DONE) {
        needed.computeIfPresent(new KeyName(KeyKind.SEALING, under), (_, n) -> n - 1);
        breath.take();
        return;
      }
    }
  }

  private AuditEvent event(AuditEvent.Kind kind, KeyFacts key) {
    return AuditEvent.of(
        clock.instant(),
        kind,
        "kind",
        key.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "key",
        Integer.toString(key.id()));
  }
}
