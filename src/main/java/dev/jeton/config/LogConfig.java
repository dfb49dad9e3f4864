package dev.jeton.config;

/**
 * What is written to standard output, and how.
 *
 * @param level this and all that is graver
 */
public record LogConfig(Format format, System.Logger.Level level) {

  /** How a line looks. */
  public enum Format {
    TEXT,
    /** One JSON object. */
    JSON
  }
}
