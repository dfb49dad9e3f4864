package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads hashes as other systems write them: our own texts, Passlib's, Django's, Werkzeug's, ASP.NET
 * Core Identity's, those of LDAP's {@code userPassword}, and digests in hex or Base64 whose scheme
 * is said beside them. docs/import.md lists them all.
 */
public final class ForeignHash {
  /** NOUT's, whose client hashes the password's octets in Windows-1252 (nout.md). */
  private static final String NOUT = "nout";

  private static final String ASP_NET = "aspnet";

  /** KiB of all passes of Argon2: some seconds. */
  private static final long MOST_WORK = 4L << 20;

  private ForeignHash() {}

  /**
   * A salt that is kept beside its hash.
   *
   * @param octets what the formula's {@code salt} stands for
   */
  public record Salt(byte[] octets) {
    public static final Salt NONE = new Salt(new byte[0]);

    /**
     * Reads one.
     *
     * @param encoding {@code text}, which is UTF-8, {@code hex} or {@code base64}
     * @throws IllegalArgumentException if there is no such encoding, or the text is not in it
     */
    public static Salt of(String text, String encoding) {
      return new Salt(
          switch (encoding) {
            case "text" -> text.getBytes(StandardCharsets.UTF_8);
            case "hex" -> hex(text);
            case "base64" -> Alphabet.STANDARD.decode(text);
            default ->
                throw new IllegalArgumentException("a salt's encoding is text, hex or base64");
          });
    }
  }

  /**
   * Reads a hash.
   *
   * @param scheme empty if the text tells it; else {@code nout}, {@code aspnet}, a digest's name
   *     such as {@code md5}, or a formula such as {@code md5(salt+password)}
   * @throws IllegalArgumentException if it can't be read or may not be taken; its message quotes
   *     nothing of the hash
   */
  public static PasswordHash read(String text, Optional<String> scheme, Salt salt) {
    if (scheme.isEmpty()) {
      if (salt.octets.length > 0) {
        throw new IllegalArgumentException(
            "a salt of its own needs a scheme that says where it goes, as md5(salt+password)");
      }
      PasswordHash hash = ToldHash.read(text);
      requireBounded(hash.scheme());
      return hash;
    }
    String named = scheme.get().strip().toLowerCase(Locale.ROOT);
    if (named.equals(ASP_NET)) {
      return aspNet(Alphabet.STANDARD.decode(text));
    }
    String formula =
        named.equals(NOUT)
            ? "md5(windows1252(password))"
            : named.matches("[a-z0-9]+") ? named + "(password)" : named;
    var digest = new SaltedDigest(Formula.parse(formula), salt.octets);
    if (salt.octets.length > 0 != digest.formula().toString().contains("salt")) {
      throw new IllegalArgumentException("a scheme with salt has one, and one without has none");
    }
    return new PasswordHash(digest, hexOrBase64(text, digest.length()));
  }

  /**
   * NOUT's secret, as its own rule for digests takes it.
   *
   * @throws IllegalArgumentException if it is not Base64 of 16 octets
   */
  public static Secret noutSecret(String text) {
    byte[] hash = Alphabet.STANDARD.decode(text);
    if (hash.length != 16 || !Base64.getEncoder().encodeToString(hash).equals(text)) {
      throw new IllegalArgumentException("a NOUT secret is Base64 of 16 octets");
    }
    return Secret.of(text);
  }

  public static boolean isNout(String scheme) {
    return scheme.strip().equalsIgnoreCase(NOUT);
  }

  private static void requireBounded(Scheme scheme) {
    switch (scheme) {
      case Argon2Scheme argon2 ->
          Bound.of("Argon2's memory in KiB times its passes", argon2.work(), 1, MOST_WORK);
      case WrappedScheme(Scheme inner, Argon2Scheme outer) -> {
        requireBounded(inner);
        requireBounded(outer);
      }
      case Bcrypt _, Pbkdf2 _, Scrypt _, SaltedDigest _ -> {
        // bounded by themselves
      }
    }
  }

  /** Version 2 is 0, salt, hash; version 3 is 1, PRF, iterations, the salt's length, salt, hash. */
  private static PasswordHash aspNet(byte[] octets) {
    var from = ByteBuffer.wrap(octets);
    if (octets.length == 49 && from.get() == 0) {
      return Pbkdf2.of(
          Pbkdf2.Prf.SHA1,
          1000,
          Arrays.copyOfRange(octets, 1, 17),
          Arrays.copyOfRange(octets, 17, 49));
    }
    if (octets.length > 13 && octets[0] == 1) {
      Optional<Pbkdf2.Prf> prf =
          switch (from.getInt(1)) {
            case 0 -> Optional.of(Pbkdf2.Prf.SHA1);
            case 1 -> Optional.of(Pbkdf2.Prf.SHA256);
            case 2 -> Optional.of(Pbkdf2.Prf.SHA512);
            default -> Optional.empty();
          };
      int salt = from.getInt(9);
      if (prf.isPresent() && salt >= 0 && salt <= octets.length - 13) {
        return Pbkdf2.of(
            prf.get(),
            from.getInt(5),
            Arrays.copyOfRange(octets, 13, 13 + salt),
            Arrays.copyOfRange(octets, 13 + salt, octets.length));
      }
    }
    throw new IllegalArgumentException("this is no hash of ASP.NET Core Identity");
  }

  private static byte[] hexOrBase64(String text, int length) {
    byte[] octets =
        text.length() == 2 * length ? hex(text) : Alphabet.STANDARD.decode(text.strip());
    if (octets.length != length) {
      throw new IllegalArgumentException("the hash is not of its scheme's length");
    }
    return octets;
  }

  static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a salt or hash is not in hex");
    }
  }
}
