package dev.jeton.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Which configuration is in effect, for the audit trail: told without a value, since values name
 * files, hosts and people.
 *
 * @param digest SHA-256 in hex over the values of all keys but secrets; the same values give the
 *     same digest, wherever they were given
 * @param changed the names of the keys whose values are not their defaults; of a secret, that it
 *     was given
 */
public record InEffect(String digest, List<String> changed) {
  public InEffect {
    changed = List.copyOf(changed);
  }

  static InEffect of(Catalogue catalogue, Values values) {
    MessageDigest sha256 = sha256();
    var changed = new ArrayList<String>();
    for (Section section : catalogue.sections()) {
      for (Key<?> key : section.keys()) {
        String value = written(key, values);
        boolean shown = key.type().handling() != Type.Handling.SECRET;
        if (shown ? !value.equals(key.written()) : values.given().containsKey(key.name())) {
          changed.add(key.name());
        }
        // In Base64, so that no value can look like the next key.
        String line = key.name() + ' ' + base64(value) + '\n';
        sha256.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new InEffect(HexFormat.of().formatHex(sha256.digest()), changed);
  }

  private static <T> String written(Key<T> key, Values values) {
    return key.type().write(values.of(key));
  }

  private static String base64(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
