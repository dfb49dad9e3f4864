package dev.jeton.http;

import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** What the listeners have refused by themselves: how often, by the reason, and who is told. */
final class Refusals {
  private static final String CONNECTIONS = "connections";

  private final Map<Problem, LongAdder> requests = new EnumMap<>(Problem.class);
  private final LongAdder connections = new LongAdder();
  private final RequestLog log;
  private final RefusalEvents events;

  Refusals(RequestLog log, RefusalEvents events) {
    this.log = log;
    this.events = events;
    for (Problem problem : Problem.values()) {
      requests.put(problem, new LongAdder());
    }
  }

  /** A request was refused that its dialect tells of. */
  void count(Problem problem) {
    LongAdder count = requests.get(problem);
    if (count != null) {
      count.increment();
    }
  }

  /**
   * What came was refused before any dialect saw it.
   *
   * @param id the request's, or what would be its
   * @param address the client's, as far as it is known
   */
  void refused(String id, Problem problem, String address) {
    count(problem);
    log.refused(id, problem);
    events.tell(id, address, problem.word());
  }

  /** There was no room for a request, which its dialect tells without leaving an event. */
  void crowded(String id, String address) {
    count(Problem.NO_ROOM);
    events.tell(id, address, Problem.NO_ROOM.word());
  }

  /** A connection beyond the limits was closed. */
  void refusedConnection(InetAddress peer) {
    connections.increment();
    events.tell("", peer.getHostAddress(), CONNECTIONS);
  }

  /** By the reason's name, such as {@code large-body}; those that never occurred are in it too. */
  SortedMap<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    requests.forEach((problem, count) -> counts.put(problem.word(), count.sum()));
    counts.put(CONNECTIONS, connections.sum());
    return counts;
  }
}
