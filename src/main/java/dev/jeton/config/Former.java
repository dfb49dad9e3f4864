package dev.jeton.config;

/** A name that a key had once. */
sealed interface Former {
  String name();

  /** The key that took its place. */
  String successor();

  /** Its value goes to its successor, with a warning. */
  record Renamed(String name, String successor) implements Former {}

  /** Its value would mean something else now, so that it is refused. */
  record Removed(String name, String successor) implements Former {}
}
