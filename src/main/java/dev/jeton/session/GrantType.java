package dev.jeton.session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** By what a client may ask for tokens. */
public enum GrantType {
  /** In its own name (RFC 6749, section 4.4). */
  CLIENT_CREDENTIALS("client_credentials"),
  /** By a token that somebody else got (RFC 8693). */
  TOKEN_EXCHANGE("urn:ietf:params:oauth:grant-type:token-exchange"),
  /** By a refresh token (RFC 6749, section 6). */
  REFRESH_TOKEN("refresh_token"),
  /** By a user's password (RFC 6749, section 4.3), where the server allows that at all. */
  PASSWORD("password");

  private static final List<GrantType> ALL = List.of(values());

  private final String wire;

  GrantType(String wire) {
    this.wire = wire;
  }

  /** What {@code grant_type} is on the wire. */
  public String wire() {
    return wire;
  }

  /** The one that a {@code grant_type} on the wire means. */
  public static Optional<GrantType> ofWire(String wire) {
    for (GrantType type : ALL) {
      if (type.wire.equals(wire)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** As people write it: in lower case, with dashes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The one that a word or a wire form means; underscores and dashes are the same.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static GrantType named(String text) {
    return ALL.stream()
        .filter(type -> type.wire.equals(text) || type.word().equals(text.replace('_', '-')))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a grant is one of: "
                        + ALL.stream().map(GrantType::word).collect(Collectors.joining(", "))));
  }
}
