package dev.jeton.config;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gathers everything that is wrong, so that it can be told at once. */
final class Report {
  private final List<Problem> problems = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /** What an exception says, without the text that is no path: it may be a secret. */
  static String words(IllegalArgumentException refusal) {
    return refusal instanceof InvalidPathException path
        ? path.getReason()
        : Objects.requireNonNullElse(refusal.getMessage(), "not accepted");
  }

  void refuse(Origin origin, String key, String what) {
    problems.add(new Problem(origin, Optional.of(key), what));
  }

  void refuse(Origin origin, String what) {
    problems.add(new Problem(origin, Optional.empty(), what));
  }

  void warn(Origin origin, String key, String what) {
    warnings.add(new Problem(origin, Optional.of(key), what));
  }

  List<Problem> problems() {
    return problems.stream().sorted(Problem.ORDER).toList();
  }

  List<Problem> warnings() {
    return warnings.stream().sorted(Problem.ORDER).toList();
  }
}
