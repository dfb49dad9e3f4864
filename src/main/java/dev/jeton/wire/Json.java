package dev.jeton.wire;

import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON (RFC 8259), read strictly and written compactly.
 *
 * <p>A value is a {@code Map<String, Object>} in the order of its names, a {@code List<Object>}, a
 * {@code String}, a {@code Long} or a {@code Boolean}; {@code Integer} can be written too.
 * Fractions, numbers beyond 64 bits and {@code null} are in none of our documents.
 */
public final class Json {
  private static final int DEPTH = 32;
  private static final int OCTETS = 16 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH)
                  .maxStringLength(OCTETS)
                  .build())
          .build();

  private Json() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /** The document's value. */
  public record Value(Object value) implements Reading {}

  /**
   * It is no document of ours.
   *
   * @param why what is wrong, and where reading stopped, in a sentence that quotes nothing of the
   *     document, since it may hold a secret
   */
  public record Malformed(String why) implements Reading {}

  /**
   * Reads one document in UTF-8, of at most 16 MiB and 32 levels, with no name given twice in an
   * object and nothing but blanks behind it.
   */
  public static Reading read(byte[] document) {
    if (document.length > OCTETS) {
      return new Malformed("the JSON document is longer than " + OCTETS + " octets");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      return new Malformed("the JSON document is not in UTF-8");
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      try {
        Object value = value(parser, parser.nextToken());
        if (parser.nextToken() != null) {
          throw new Refused("something follows the document");
        }
        return new Value(value);
      } catch (Refused refused) {
        return malformed(refused.why, parser.currentTokenLocation());
      } catch (JacksonException e) {
        return malformed("this is not JSON", parser.currentLocation());
      }
    }
  }

  /**
   * Writes a value, without blanks, names in the map's order.
   *
   * @throws IllegalArgumentException if there is something in it that is no value of ours
   */
  public static String write(Object value) {
    var text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(generator, value);
    }
    return text.toString();
  }

  private static Object value(JsonParser parser, JsonToken token) throws Refused {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> throw new Refused("a fraction is not expected");
      case VALUE_NULL -> throw new Refused("null is not expected");
      case null -> throw new Refused("a value is missing");
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Refused("a value is missing");
    };
  }

  private static Map<String, Object> object(JsonParser parser) throws Refused {
    var members = new LinkedHashMap<String, Object>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (members.containsKey(name)) {
        throw new Refused("a name is given twice");
      }
      members.put(name, value(parser, parser.nextToken()));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<Object> array(JsonParser parser) throws Refused {
    var elements = new ArrayList<Object>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(parser, token));
    }
    return List.copyOf(elements);
  }

  private static Long integer(JsonParser parser) throws Refused {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
          throw new Refused("a number is beyond 64 bits");
    };
  }

  private static void write(JsonGenerator generator, Object value) {
    switch (value) {
      case Map<?, ?> members -> {
        generator.writeStartObject();
        members.forEach(
            (name, member) -> {
              if (!(name instanceof String text)) {
                throw new IllegalArgumentException("names in JSON are text");
              }
              generator.writeName(text);
              write(generator, member);
            });
        generator.writeEndObject();
      }
      case List<?> elements -> {
        generator.writeStartArray();
        elements.forEach(element -> write(generator, element));
        generator.writeEndArray();
      }
      case String text -> generator.writeString(text);
      case Long number -> generator.writeNumber(number);
      case Integer number -> generator.writeNumber(number);
      case Boolean truth -> generator.writeBoolean(truth);
      default ->
          throw new IllegalArgumentException(value.getClass() + " is not written as JSON here");
    }
  }

  private static Malformed malformed(String why, TokenStreamLocation at) {
    return new Malformed(
        "the JSON document, line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + why);
  }

  /** Carries a reason out of the recursion, no further. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final String why;

    Refused(String why) {
      super(why, null, false, false);
      this.why = why;
    }
  }
}
