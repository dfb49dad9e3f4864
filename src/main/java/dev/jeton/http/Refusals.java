package dev.jeton.http;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How often the listeners have refused something by themselves, by the reason. */
final class Refusals {
  private final Map<Problem, LongAdder> requests = new EnumMap<>(Problem.class);
  private final LongAdder connections = new LongAdder();

  Refusals() {
    for (Problem problem : Problem.values()) {
      requests.put(problem, new LongAdder());
    }
  }

  void count(Problem problem) {
    LongAdder count = requests.get(problem);
    if (count != null) {
      count.increment();
    }
  }

  /** A connection beyond the limits was closed. */
  void countConnection() {
    connections.increment();
  }

  /** By the reason's name, such as {@code large-body}; those that never occurred are in it too. */
  SortedMap<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    requests.forEach(
        (problem, count) ->
            counts.put(problem.name().toLowerCase(Locale.ROOT).replace('_', '-'), count.sum()));
    counts.put("connections", connections.sum());
    return counts;
  }
}
