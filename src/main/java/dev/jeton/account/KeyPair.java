package dev.jeton.account;

import dev.jeton.secret.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A machine account's key pair as its clients hold it. Both halves are 32 hex digits, 128 random
 * bits each; the wire takes either case (wipsos.md), so both are kept and compared in lower case.
 *
 * @param identifiant the public half, in lower case
 * @param motDePasse the secret half, in lower case
 */
public record KeyPair(String identifiant, Secret motDePasse) {
  private static final int OCTETS = 16;
  private static final Pattern HALF = Pattern.compile("[0-9a-fA-F]{32}");

  /**
   * A pair as somebody gave it, in either case.
   *
   * @throws IllegalArgumentException unless both halves are 32 hex digits; its text quotes neither
   */
  public static KeyPair of(String identifiant, String motDePasse) {
    if (!HALF.matcher(identifiant).matches() || !HALF.matcher(motDePasse).matches()) {
      throw new IllegalArgumentException("identifiant and motDePasse are 32 hex digits each");
    }
    return new KeyPair(
        identifiant.toLowerCase(Locale.ROOT), Secret.of(motDePasse.toLowerCase(Locale.ROOT)));
  }

  /** A new pair, every bit from the generator. */
  static KeyPair random(SecureRandom random) {
    return of(half(random), half(random));
  }

  private static String half(SecureRandom random) {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return HexFormat.of().formatHex(octets);
  }
}
