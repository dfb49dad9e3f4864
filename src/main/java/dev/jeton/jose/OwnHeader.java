package dev.jeton.jose;

import dev.jeton.keys.SigningAlgorithm;
import dev.jeton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;

/** The headers of our own tokens, each of which has but one spelling. */
final class OwnHeader {
  /** An access token (RFC 9068, section 2.1). */
  static final String ACCESS_TOKEN = "at+jwt";

  /** An answer to an introspection (RFC 9701, section 5). */
  static final String INTROSPECTION = "token-introspection+jwt";

  private OwnHeader() {}

  /** In base64url, as it stands before the first dot. */
  static String of(String type, SigningAlgorithm algorithm, String key) {
    var header = new LinkedHashMap<String, Object>();
    header.put("typ", type);
    header.put("alg", name(algorithm));
    header.put("kid", key);
    return base64(Json.write(header));
  }

  /** As {@code alg} names it (RFC 7518, 3.1; RFC 8037, 3.1). */
  static String name(SigningAlgorithm algorithm) {
    return switch (algorithm) {
      case EDDSA -> "EdDSA";
      case ES256 -> "ES256";
      case RS256 -> "RS256";
    };
  }

  static String base64(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }

  static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
