package dev.jeton.config;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes settings of values that are each well formed, and finds those that do not hold.
 *
 * <p>The records that check themselves know nothing of keys. So the keys that a complaint is about
 * are found by trial: they are those without whose values it is not heard.
 */
final class Binding<S> {
  private final Function<Values, S> binding;
  private final Report report;

  Binding(Function<Values, S> binding, Report report) {
    this.binding = binding;
    this.report = report;
  }

  /** The settings that the values make, without those that do not hold: they go to the report. */
  S bind(Map<String, Given> given) {
    var accepted = new LinkedHashMap<>(given);
    while (true) {
      try {
        return binding.apply(new Values(accepted));
      } catch (IllegalArgumentException refusal) {
        String complaint = Report.words(refusal);
        List<Map.Entry<String, Given>> guilty = guilty(accepted, complaint);
        if (guilty.isEmpty()) {
          throw new IllegalStateException("the defaults do not hold", refusal);
        }
        blame(guilty, complaint);
        accepted.remove(guilty.getLast().getKey());
      }
    }
  }

  /** The fewest values that raise the complaint together, in the order in which they were given. */
  private List<Map.Entry<String, Given>> guilty(Map<String, Given> given, String complaint) {
    var few = new LinkedHashMap<>(given);
    boolean fewer = true;
    while (fewer) {
      fewer = false;
      for (String key : List.copyOf(few.keySet())) {
        var less = new LinkedHashMap<>(few);
        less.remove(key);
        if (complaint(less).equals(Optional.of(complaint))) {
          few = less;
          fewer = true;
        }
      }
    }
    return few.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().origin(), Origin.ORDER))
        .toList();
  }

  private Optional<String> complaint(Map<String, Given> given) {
    try {
      S _ = binding.apply(new Values(given));
      return Optional.empty();
    } catch (IllegalArgumentException refusal) {
      return Optional.of(Report.words(refusal));
    }
  }

  private void blame(List<Map.Entry<String, Given>> guilty, String complaint) {
    String key = guilty.getLast().getKey();
    String beside =
        guilty.size() == 1
            ? ""
            : guilty.subList(0, guilty.size() - 1).stream()
                .map(Map.Entry::getKey)
                .collect(joining(", ", " (beside ", ")"));
    // A record may name its part by the word that the key ends with.
    String part = key.substring(key.lastIndexOf('.') + 1) + ": ";
    String what = complaint.startsWith(part) ? complaint.substring(part.length()) : complaint;
    report.refuse(guilty.getLast().getValue().origin(), key, what + beside);
  }
}
