package dev.jeton.journal;

import dev.jeton.audit.AuditEvent.Kind;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Kinds as they stand in a line, and what lines of the journal's own tell. */
public final class Kinds {
  static final String HEAD_SIGNED = word(Kind.HEAD_SIGNED);
  static final String FILE_BEGUN = word(Kind.FILE_BEGUN);
  static final String FILES_REMOVED = word(Kind.FILES_REMOVED);
  static final String EVENTS_MISSING = word(Kind.EVENTS_MISSING);

  private Kinds() {}

  /** All of them, in the order of the catalogue. */
  public static Set<String> all() {
    return Arrays.stream(Kind.values())
        .map(Kinds::word)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those that tell of more than the files themselves. */
  public static Set<String> told() {
    Set<String> told = all();
    told.remove(HEAD_SIGNED);
    told.remove(FILE_BEGUN);
    return told;
  }

  /** In lower case with dashes. */
  public static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The number of the last event before a file; zero if it does not say. */
  static long afterEvent(Line fileBegun) {
    return number(fileBegun, "after-event");
  }

  /** A fact that is a number; zero if there is none. */
  static long number(Line line, String fact) {
    String digits = line.detail().getOrDefault(fact, "");
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }
}
