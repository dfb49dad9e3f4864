package dev.jeton.account.client;

import dev.jeton.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The public keys by which a client signs its assertions: a JWK set (RFC 7517, section 5) that has
 * been looked through, with nothing in it but what verifying needs.
 *
 * @param text JSON
 */
public record PublicKeys(String text) {
  private static final int MOST = 32;

  /**
   * The keys of a set that can verify signatures; others in it, such as those for encryption, are
   * left out.
   *
   * @param value the JSON value
   * @throws IllegalArgumentException if it is no set, has a private or symmetric key, a key that is
   *     too weak or broken, too many, or none that can be used; its text quotes no value of the set
   */
  public static PublicKeys of(Object value) {
    if (!(value instanceof Map<?, ?> set) || !(set.get("keys") instanceof List<?> keys)) {
      throw new IllegalArgumentException(
          "a JWK set is an object with a list of keys: {\"keys\":[…]}");
    }
    if (keys.size() > MOST) {
      throw new IllegalArgumentException("a JWK set has at most " + MOST + " keys");
    }
    var usable = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < keys.size(); i++) {
      try {
        PublicKey.of(members(keys.get(i))).map(PublicKey::members).ifPresent(usable::add);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("key " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "no key of the set can verify signatures: RSA, EC on P-256, P-384 or P-521, or Ed25519");
    }
    return new PublicKeys(Json.write(Map.of("keys", usable)));
  }

  /** The value that the text stands for. */
  public Object value() {
    return switch (Json.read(text.getBytes(StandardCharsets.UTF_8))) {
      case Json.Value(Object value) -> value;
      case Json.Malformed(String why) -> throw new IllegalStateException(why);
    };
  }

  /** How many there are. */
  public int count() {
    return value() instanceof Map<?, ?> set && set.get("keys") instanceof List<?> keys
        ? keys.size()
        : 0;
  }

  private static Map<String, Object> members(Object key) {
    if (!(key instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("it is no JSON object");
    }
    var members = new LinkedHashMap<String, Object>();
    map.forEach((name, member) -> members.put((String) name, member));
    return members;
  }
}
