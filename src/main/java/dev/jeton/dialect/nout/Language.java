package dev.jeton.dialect.nout;

import dev.jeton.wire.XmlWriter;
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

  /** The list of all, as GetLanguages gives it. */
  static void writeAll(XmlWriter xml) {
    xml.open("xml");
    for (Language language : values()) {
      xml.element("LanguageCode", Integer.toString(language.code));
    }
    xml.close();
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
