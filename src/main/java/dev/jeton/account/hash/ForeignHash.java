package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads hashes as other systems write them: our own texts, Passlib's, Django's, Werkzeug's, ASP.NET
 * Core Identity's, those of LDAP's {@code userPassword}, and digests in hex or Base64 whose scheme
 * is said beside them. docs/import.md lists them all.
 */
public final class ForeignHash {
  /** NOUT's, whose client hashes the password's octets in Windows-1252 (nout.md). */
  private static final String NOUT = "nout";

  private static final String ASP_NET = "aspnet";

  private static final Pattern PASSLIB =
      Pattern.compile(
          "\\$pbkdf2(-sha256|-sha512)?\\$(\\d{1,9})\\$([A-Za-z0-9./]*)\\$([A-Za-z0-9./]+)");
  private static final Pattern DJANGO_PBKDF2 =
      Pattern.compile("pbkdf2_(sha1|sha256)\\$(\\d{1,9})\\$([^$]*)\\$([A-Za-z0-9+/=]+)");
  private static final Pattern DJANGO_SCRYPT =
      Pattern.compile(
          "scrypt\\$(\\d{1,9})\\$([^$]*)\\$(\\d{1,3})\\$(\\d{1,3})\\$([A-Za-z0-9+/=]+)");
  private static final Pattern WERKZEUG_PBKDF2 =
      Pattern.compile("pbkdf2:(sha1|sha256|sha512):(\\d{1,9})\\$([^$]*)\\$([0-9a-f]+)");
  private static final Pattern WERKZEUG_SCRYPT =
      Pattern.compile("scrypt:(\\d{1,9}):(\\d{1,3}):(\\d{1,3})\\$([^$]*)\\$([0-9a-f]+)");
  private static final Pattern LDAP = Pattern.compile("\\{([A-Za-z0-9-]{1,20})}(.*)");

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
      PasswordHash hash = told(text);
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

  private static PasswordHash told(String text) {
    if (text.startsWith("argon2$argon2")) { // Django's
      return PasswordHash.parse(text.substring("argon2".length()));
    }
    if (text.startsWith("bcrypt$$2")) {
      return PasswordHash.parse(text.substring("bcrypt$".length()));
    }
    List<Function<String, Optional<PasswordHash>>> readers =
        List.of(
            ForeignHash::passlib,
            from -> pbkdf2(DJANGO_PBKDF2, from, Alphabet.STANDARD::decode),
            ForeignHash::djangoScrypt,
            from -> pbkdf2(WERKZEUG_PBKDF2, from, ForeignHash::hex),
            ForeignHash::werkzeugScrypt,
            ForeignHash::ldap);
    return readers.stream()
        .flatMap(reader -> reader.apply(text).stream())
        .findFirst()
        .orElseGet(() -> PasswordHash.parse(text));
  }

  private static Optional<PasswordHash> passlib(String text) {
    return matched(
        PASSLIB,
        text,
        part ->
            Pbkdf2.of(
                part.group(1) == null
                    ? Pbkdf2.Prf.SHA1
                    : Pbkdf2.Prf.named(part.group(1).substring(1)),
                Integer.parseInt(part.group(2)),
                Alphabet.PASSLIB.decode(part.group(3)),
                Alphabet.PASSLIB.decode(part.group(4))));
  }

  /** Django's and Werkzeug's, which write the salt as text and the hash each in its own way. */
  private static Optional<PasswordHash> pbkdf2(
      Pattern pattern, String text, Function<String, byte[]> hash) {
    return matched(
        pattern,
        text,
        part ->
            Pbkdf2.of(
                Pbkdf2.Prf.named(part.group(1)),
                Integer.parseInt(part.group(2)),
                octets(part.group(3)),
                hash.apply(part.group(4))));
  }

  private static Optional<PasswordHash> djangoScrypt(String text) {
    return matched(
        DJANGO_SCRYPT,
        text,
        part ->
            Scrypt.of(
                logarithm(part.group(1)),
                Integer.parseInt(part.group(3)),
                Integer.parseInt(part.group(4)),
                octets(part.group(2)),
                Alphabet.STANDARD.decode(part.group(5))));
  }

  private static Optional<PasswordHash> werkzeugScrypt(String text) {
    return matched(
        WERKZEUG_SCRYPT,
        text,
        part ->
            Scrypt.of(
                logarithm(part.group(1)),
                Integer.parseInt(part.group(2)),
                Integer.parseInt(part.group(3)),
                octets(part.group(4)),
                hex(part.group(5))));
  }

  /** RFC 2307's, and what OpenLDAP's modules and Spring Security write in its manner. */
  private static Optional<PasswordHash> ldap(String text) {
    return matched(
        LDAP,
        text,
        part -> {
          String value = part.group(2);
          return switch (part.group(1).toUpperCase(Locale.ROOT)) {
            case "MD5", "SMD5" -> digest("md5", value);
            case "SHA", "SSHA" -> digest("sha1", value);
            case "SHA256", "SSHA256" -> digest("sha256", value);
            case "SHA384", "SSHA384" -> digest("sha384", value);
            case "SHA512", "SSHA512" -> digest("sha512", value);
            case "PBKDF2", "PBKDF2-SHA1" -> told("$pbkdf2$" + value);
            case "PBKDF2-SHA256" -> told("$pbkdf2-sha256$" + value);
            case "PBKDF2-SHA512" -> told("$pbkdf2-sha512$" + value);
            case "ARGON2", "BCRYPT", "CRYPT" -> PasswordHash.parse(value);
            default ->
                throw new IllegalArgumentException("this is no hash of a known kind in braces");
          };
        });
  }

  /** What is longer than the digest is the salt, which goes behind the password. */
  private static PasswordHash digest(String function, String base64) {
    byte[] octets = Alphabet.STANDARD.decode(base64);
    Formula plain = Formula.parse(function + "(password)");
    if (octets.length < plain.length()) {
      throw new IllegalArgumentException("the hash is too short for its kind");
    }
    byte[] salt = Arrays.copyOfRange(octets, plain.length(), octets.length);
    Formula formula = salt.length == 0 ? plain : Formula.parse(function + "(password+salt)");
    return new PasswordHash(new SaltedDigest(formula, salt), Arrays.copyOf(octets, plain.length()));
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

  private static Optional<PasswordHash> matched(
      Pattern pattern, String text, Function<Matcher, PasswordHash> reader) {
    Matcher part = pattern.matcher(text);
    return part.matches() ? Optional.of(reader.apply(part)) : Optional.empty();
  }

  private static int logarithm(String number) {
    int value = Integer.parseInt(number);
    if (Integer.bitCount(value) != 1) {
      throw new IllegalArgumentException("scrypt's N is a power of two");
    }
    return Integer.numberOfTrailingZeros(value);
  }

  private static byte[] hexOrBase64(String text, int length) {
    byte[] octets =
        text.length() == 2 * length ? hex(text) : Alphabet.STANDARD.decode(text.strip());
    if (octets.length != length) {
      throw new IllegalArgumentException("the hash is not of its scheme's length");
    }
    return octets;
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException("a salt or hash is not in hex");
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
