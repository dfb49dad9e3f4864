package dev.jeton.session;

import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeyedMac;
import dev.jeton.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A refresh token: the token of its family, the number that it has in it, and a MAC, so that nobody
 * makes the next one of a former one. The family alone is kept; whoever lost the answer to a use is
 * given the very same token once more.
 *
 * @param generation from 0
 */
record RefreshToken(Secret family, int generation) {
  private static final String DOMAIN = "refresh.";
  private static final int LONGEST = 256;

  /** Another one of the same family. */
  RefreshToken of(int other) {
    return new RefreshToken(family, other);
  }

  /** As the client gets it. */
  Secret text(KeyRing keys) {
    String signed = family.revealText() + "." + generation;
    return Secret.of(signed + "." + text(keys.mac(KeyKind.TOKEN, message(signed))));
  }

  /** A token that we issued, under whichever key; empty if it is none. */
  static Optional<RefreshToken> of(Secret token, KeyRing keys) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    String text = token.revealText();
    int end = text.lastIndexOf('.');
    int middle = text.lastIndexOf('.', end - 1);
    if (middle < 0) {
      return Optional.empty();
    }
    String signed = text.substring(0, end);
    Secret message = message(signed);
    byte[] offered = octets(text.substring(end + 1));
    boolean genuine =
        Stream.concat(
                Stream.of(keys.mac(KeyKind.TOKEN, message)),
                keys.former(KeyKind.TOKEN).stream()
                    .flatMap(id -> keys.mac(KeyKind.TOKEN, id, message).stream()))
            .anyMatch(mac -> MessageDigest.isEqual(octets(text(mac)), offered));
    return genuine
        ? Optional.of(
            new RefreshToken(
                Secret.of(text.substring(0, middle)),
                Integer.parseInt(text.substring(middle + 1, end))))
        : Optional.empty();
  }

  private static Secret message(String signed) {
    return Secret.of(DOMAIN + signed);
  }

  private static String text(KeyedMac mac) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.octets());
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
