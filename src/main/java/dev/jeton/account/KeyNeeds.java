package dev.jeton.account;

import dev.jeton.keys.KeyFacts;
import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyName;
import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import dev.jeton.session.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Counts what needs former keys, page by page.
 *
 * @param breath taken after each page
 */
record KeyNeeds(AccountStore accounts, SessionStore sessions, Breath breath) {
  /**
   * Whoever computed something under a key just before it was retired has written it down by then,
   * and clocks that are set back differ by less.
   */
  static final Duration MARGIN = Duration.ofMinutes(10);

  private static final int PAGE = 200;

  /** What is done with each account. */
  @FunctionalInterface
  interface Visit {
    void to(Account account) throws InterruptedException;
  }

  /**
   * How many accounts or live sessions need each of these keys, as far as any can. A session does
   * not say under which key it is: those that were opened before the key was retired are counted.
   */
  Map<KeyName, Long> of(List<KeyFacts> former, Instant now) throws InterruptedException {
    var counts = new HashMap<KeyName, Long>();
    for (KeyFacts key : former) {
      switch (key.kind()) {
        case TOKEN, API_KEY, SEALING -> counts.put(key.name(), 0L);
        case ADMIN, AUDIT, NONCE, SIGNING_EDDSA, SIGNING_ES256, SIGNING_RS256 -> {
          // No record names them: time alone decides.
        }
      }
    }
    List<KeyFacts> ofTokens = former.stream().filter(f -> f.kind() == KeyKind.TOKEN).toList();
    if (!ofTokens.isEmpty()) {
      countSessions(ofTokens, counts, now);
    }
    if (former.stream().anyMatch(f -> f.kind() == KeyKind.API_KEY || f.kind() == KeyKind.SEALING)) {
      visitAccounts(
          account ->
              names(account, now).forEach(name -> counts.computeIfPresent(name, (_, n) -> n + 1)));
    }
    return counts;
  }

  /** Visits all accounts, the decoy too. */
  void visitAccounts(Visit visit) throws InterruptedException {
    Optional<Account> decoy = accounts.find(Authentication.DECOY);
    if (decoy.isPresent()) {
      visit.to(decoy.get());
    }
    long after = Authentication.DECOY;
    List<Account> page;
    do {
      page = accounts.list(after, PAGE);
      for (Account account : page) {
        visit.to(account);
        after = account.id();
      }
      breath.take();
    } while (page.size() == PAGE);
  }

  private void countSessions(List<KeyFacts> keys, Map<KeyName, Long> counts, Instant now)
      throws InterruptedException {
    Optional<SessionId> after = Optional.empty();
    List<Session> page;
    do {
      page = sessions.list(OptionalLong.empty(), Optional.empty(), after, PAGE, now);
      for (Session session : page) {
        for (KeyFacts key : keys) {
          Instant last = key.retired().orElse(now).plus(MARGIN);
          if (!session.issuedAt().isAfter(last)) {
            counts.merge(key.name(), 1L, Long::sum);
          }
        }
        after = Optional.of(session.id());
      }
      breath.take();
    } while (page.size() == PAGE);
  }

  private static List<KeyName> names(Account account, Instant now) {
    var names = new ArrayList<KeyName>();
    account
        .digestSecret()
        .ifPresent(secret -> names.add(new KeyName(KeyKind.SEALING, secret.ringKey())));
    Stream.concat(
            account.keys().stream().map(ApiKey::ringKey),
            account.client().stream()
                .flatMap(client -> client.secrets().stream())
                .filter(secret -> secret.holdsAt(now))
                .map(secret -> secret.kept().ringKey()))
        .map(key -> new KeyName(KeyKind.API_KEY, key))
        .distinct()
        .forEach(names::add);
    return names;
  }
}
