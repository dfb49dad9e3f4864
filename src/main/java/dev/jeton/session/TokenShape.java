package dev.jeton.session;

import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes tokens in a dialect's shape, every free bit from the generator. */
@FunctionalInterface
public interface TokenShape {
  Secret next(SecureRandom random);

  /** Lower-case hex digits; 4 bits each. */
  static TokenShape hex(int digits) {
    return random -> {
      byte[] octets = new byte[digits / 2];
      random.nextBytes(octets);
      return Secret.of(HexFormat.of().formatHex(octets));
    };
  }

  /** Base64url without padding (RFC 4648, section 5); 8 bits an octet. */
  static TokenShape base64Url(int octets) {
    return random -> {
      byte[] bits = new byte[octets];
      random.nextBytes(bits);
      return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    };
  }

  /** Decimal digits; log2(10) bits each. */
  static TokenShape decimal(int digits) {
    return random -> {
      var text = new StringBuilder(digits);
      random.ints(digits, 0, 10).forEach(text::append);
      return Secret.of(text.toString());
    };
  }

  /** A version 4 UUID (RFC 9562, section 5.4), 36 characters, 122 bits. */
  static TokenShape uuid() {
    return random -> {
      byte[] octets = new byte[16];
      random.nextBytes(octets);
      octets[6] = (byte) ((octets[6] & 0x0F) | 0x40);
      octets[8] = (byte) ((octets[8] & 0x3F) | 0x80);
      String hex = HexFormat.of().formatHex(octets);
      return Secret.of(
          String.join(
              "-",
              hex.substring(0, 8),
              hex.substring(8, 12),
              hex.substring(12, 16),
              hex.substring(16, 20),
              hex.substring(20)));
    };
  }
}
