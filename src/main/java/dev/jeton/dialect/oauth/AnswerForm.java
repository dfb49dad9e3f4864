package dev.jeton.dialect.oauth;

import dev.jeton.wire.Headers;
import dev.jeton.wire.MediaType;
import java.util.Optional;
import java.util.regex.Pattern;

/** In what form a caller wants to be told of a token. */
enum AnswerForm {
  JSON("application/json"),
  /** The same, signed (RFC 9701). */
  SIGNED("application/token-introspection+jwt"),
  /** An access token that its own caller understands, in place of the one asked about. */
  PHANTOM("application/jwt");

  private static final Pattern COMMA = Pattern.compile(",");

  private final String mediaType;

  AnswerForm(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }

  /**
   * The first that {@code Accept} names; JSON if it names none. Weights are passed over: nobody who
   * asks for a signed answer prefers another.
   */
  static AnswerForm wanted(Headers headers) {
    Optional<String> accept = headers.first("Accept");
    if (accept.isEmpty() || accept.get().equals(JSON.mediaType)) {
      return JSON;
    }
    for (String each : COMMA.split(accept.get(), -1)) {
      MediaType type = MediaType.of(each);
      for (AnswerForm form : values()) {
        if (type.is(form.mediaType)) {
          return form;
        }
      }
    }
    return JSON;
  }
}
