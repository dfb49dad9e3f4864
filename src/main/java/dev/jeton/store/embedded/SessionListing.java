package dev.jeton.store.embedded;

import dev.jeton.session.Session;
import dev.jeton.session.SessionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Lists the live sessions, all or an account's, in the order of their ids. */
record SessionListing(Database database) {
  private static final int PAGE = 256;
  private static final byte[] NOTHING = {};

  /** As {@link dev.jeton.session.SessionStore#list} says. */
  List<Session> list(
      OptionalLong account,
      Optional<String> dialect,
      Optional<SessionId> after,
      int limit,
      Instant now) {
    var found = new ArrayList<Session>();
    byte[] prefix = account.isPresent() ? byAccount(account.getAsLong(), NOTHING) : NOTHING;
    Family family = account.isPresent() ? Family.BY_ACCOUNT : Family.LIVE;
    Optional<byte[]> last = after.map(SessionRecord::id);
    while (true) {
      List<byte[]> page = page(family, prefix, last);
      for (byte[] id : page) {
        Optional<Session> session =
            database.get(Family.LIVE, id).map(value -> SessionRecord.decoded(id, value).session());
        if (session.filter(s -> s.liveAt(now)).isPresent()
            && (dialect.isEmpty() || session.get().dialect().equals(dialect.get()))) {
          found.add(session.get());
        }
        if (found.size() == limit) {
          return found;
        }
      }
      if (page.size() < PAGE) {
        return found;
      }
      last = Optional.of(page.getLast());
    }
  }

  /** The ids behind the last one, read apart from the sessions so that no lock is held for long. */
  private List<byte[]> page(Family family, byte[] prefix, Optional<byte[]> last) {
    var start = new OctetWriter().octets(prefix);
    last.ifPresent(id -> start.octets(id).octet(0));
    var ids = new ArrayList<byte[]>();
    database.scan(
        family,
        start.done(),
        (key, _) -> {
          if (!Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length)) {
            return false;
          }
          ids.add(Arrays.copyOfRange(key, prefix.length, key.length));
          return ids.size() < PAGE;
        });
    return ids;
  }

  /** Under which the index of accounts' sessions has one. */
  static byte[] byAccount(long account, byte[] id) {
    return new OctetWriter().sorted(account).octets(id).done();
  }
}
