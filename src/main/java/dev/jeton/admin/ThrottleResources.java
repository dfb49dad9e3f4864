package dev.jeton.admin;

import dev.jeton.account.Waits;
import dev.jeton.account.Waits.Counted;
import dev.jeton.session.Network;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/throttle}. */
final class ThrottleResources {
  private final Waits waits;

  ThrottleResources(Waits waits) {
    this.waits = waits;
  }

  Reply list(Request request) {
    Input query = Input.query(request);
    Optional<String> after = query.text("after");
    int limit = Page.limit(query);
    query.refuseOthers();
    List<Counted> found = waits.list(after, limit);
    return Page.reply(
        "counts",
        found.stream().map(ThrottleResources::view).toList(),
        limit,
        () -> found.getLast().key());
  }

  /** By one of a name, a network, and all; nothing is lifted by an oversight. */
  Reply lift(Request request) {
    Input query = Input.query(request);
    Optional<String> name = query.text("name");
    Optional<String> network = query.text("network");
    Optional<String> all = query.text("all");
    query.refuseOthers();
    if ((name.isPresent() ? 1 : 0) + (network.isPresent() ? 1 : 0) + (all.isPresent() ? 1 : 0)
        != 1) {
      throw new BadRequest("the query has one of name, network and all");
    }
    return Replies.of(200, Map.of("lifted", lifted(name, network, all)));
  }

  private int lifted(Optional<String> name, Optional<String> network, Optional<String> all) {
    if (name.isPresent()) {
      return waits.liftName(name.get());
    }
    if (network.isPresent()) {
      if (!Network.isSpelling(network.get())) {
        throw new BadRequest("network is an IP address, or the /64 of one");
      }
      return waits.liftNetwork(Network.ofSpelling(network.get()));
    }
    if (!all.equals(Optional.of("true"))) {
      throw new BadRequest("all is true");
    }
    return waits.liftAll();
  }

  private static Map<String, Object> view(Counted counted) {
    return new Members()
        .put("what", counted.what())
        .put("name", present(counted.name()))
        .put("form", present(counted.form()))
        .put("network", present(counted.network()))
        .put("counted", counted.counted())
        .put("left", counted.left())
        .put("waitSeconds", counted.pause().plus(Duration.ofSeconds(1)).minusNanos(1).toSeconds())
        .map();
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(there -> !there.isEmpty());
  }
}
