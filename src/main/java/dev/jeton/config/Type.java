package dev.jeton.config;

import java.util.Optional;
import java.util.function.Function;

/** What the values of a key look like, and how they are read and written. */
final class Type<T> {

  /** From where a value may come. */
  enum Handling {
    /** It is written out, or it is what a file holds. */
    OPEN,
    /** It is written out, since it names a file already. */
    PATH,
    /** It is what a file holds. */
    SECRET
  }

  private final String looks;
  private final Handling handling;
  private final Function<Content, T> reader;
  private final Function<T, String> writer;

  /**
   * A type.
   *
   * @param looks what is wanted, to go on from "want", such as "a whole number from 0 to 65535"
   * @param reader throws an IllegalArgumentException that says what is wanted
   */
  Type(String looks, Handling handling, Function<Content, T> reader, Function<T, String> writer) {
    this.looks = looks;
    this.handling = handling;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * A type whose values are one text.
   *
   * @param parse empty for what is no such value
   */
  static <T> Type<T> of(
      String looks, Function<String, Optional<T>> parse, Function<T, String> writer) {
    return new Type<>(
        looks,
        Handling.OPEN,
        content -> parse.apply(content.single()).orElseThrow(() -> unwanted(looks, content)),
        writer);
  }

  private static IllegalArgumentException unwanted(String looks, Content content) {
    return new IllegalArgumentException("want " + looks + ", not " + content.shown());
  }

  /** The same values, or a word that stands for none of them. */
  Type<Optional<T>> or(String word) {
    String either = looks + " or " + word;
    return new Type<>(
        either,
        handling,
        content -> {
          if (content.single().equals(word)) {
            return Optional.empty();
          }
          try {
            return Optional.of(reader.apply(content));
          } catch (IllegalArgumentException _) {
            throw unwanted(either, content);
          }
        },
        value -> value.map(writer).orElse(word));
  }

  /** The same values as another Java type. */
  <U> Type<U> as(Function<T, U> there, Function<U, T> back) {
    return new Type<>(looks, handling, reader.andThen(there), back.andThen(writer));
  }

  Type<T> handled(Handling other) {
    return new Type<>(looks, other, reader, writer);
  }

  String looks() {
    return looks;
  }

  Handling handling() {
    return handling;
  }

  /**
   * The value.
   *
   * @throws IllegalArgumentException that says what is wanted instead
   */
  T read(Content content) {
    return reader.apply(content);
  }

  /** What would be read as this value. */
  String write(T value) {
    return writer.apply(value);
  }
}
