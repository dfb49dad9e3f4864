package dev.jeton.dialect.nout;

import java.util.Optional;

/** The languages that NOUT numbers and that texts are written in. */
enum Language {
  ENGLISH(9, "en"),
  SPANISH(10, "es"),
  FRENCH(12, "fr");

  private final int code;
  private final String tag;

  Language(int code, String tag) {
    this.code = code;
    this.tag = tag;
  }

  /** NOUT's number. */
  int code() {
    return code;
  }

  /** The tag for {@code xml:lang}. */
  String tag() {
    return tag;
  }

  static Optional<Language> of(int code) {
    for (Language language : values()) {
      if (language.code == code) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
