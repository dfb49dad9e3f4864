package dev.jeton.config;

/** What is written to standard output, and how. */
public record LogConfig(Format format, Level level) {

  /** How a line looks. */
  public enum Format {
    TEXT,
    /** One JSON object. */
    JSON
  }

  /** What is written, and all above it. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }
}
