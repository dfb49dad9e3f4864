package dev.jeton.account.hash;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads hashes whose texts tell their schemes: Passlib's, Django's, Werkzeug's and those of LDAP's
 * {@code userPassword}.
 */
final class ToldHash {
  private static final Pattern PASSLIB =
      Pattern.compile(
          "\\$pbkdf2(-sha256|-sha512)?\\$(\\d{1,9})\\$([A-Za-z0-9./]*)\\$([A-Za-z0-9./]+)");
  private static final Pattern DJANGO_PBKDF2 =
      Pattern.compile("pbkdf2_(sha1|sha256)\\$(\\d{1,9})\\$([^$]*)\\$([A-Za-z0-9+/=]+)");
  private static final Pattern DJANGO_SCRYPT =
      Pattern.compile(
          "scrypt\\$(?<n>\\d{1,9})\\$(?<salt>[^$]*)\\$(?<r>\\d{1,3})\\$(?<p>\\d{1,3})\\$(?<hash>[A-Za-z0-9+/=]+)");
  private static final Pattern WERKZEUG_PBKDF2 =
      Pattern.compile("pbkdf2:(sha1|sha256|sha512):(\\d{1,9})\\$([^$]*)\\$([0-9a-f]+)");
  private static final Pattern WERKZEUG_SCRYPT =
      Pattern.compile(
          "scrypt:(?<n>\\d{1,9}):(?<r>\\d{1,3}):(?<p>\\d{1,3})\\$(?<salt>[^$]*)\\$(?<hash>[0-9a-f]+)");
  private static final Pattern LDAP = Pattern.compile("\\{([A-Za-z0-9-]{1,20})}(.*)");

  private ToldHash() {}

  /** Ours too, where it is nobody else's. */
  static PasswordHash read(String text) {
    if (text.startsWith("argon2$argon2")) { // Django's
      return PasswordHash.parse(text.substring("argon2".length()));
    }
    if (text.startsWith("bcrypt$$2")) {
      return PasswordHash.parse(text.substring("bcrypt$".length()));
    }
    List<Function<String, Optional<PasswordHash>>> readers =
        List.of(
            ToldHash::passlib,
            from -> pbkdf2(DJANGO_PBKDF2, from, Alphabet.STANDARD::decode),
            from -> scrypt(DJANGO_SCRYPT, from, Alphabet.STANDARD::decode),
            from -> pbkdf2(WERKZEUG_PBKDF2, from, ForeignHash::hex),
            from -> scrypt(WERKZEUG_SCRYPT, from, ForeignHash::hex),
            ToldHash::ldap);
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

  /** The same of scrypt, whose parts they put in different orders. */
  private static Optional<PasswordHash> scrypt(
      Pattern pattern, String text, Function<String, byte[]> hash) {
    return matched(
        pattern,
        text,
        part ->
            Scrypt.of(
                logarithm(part.group("n")),
                Integer.parseInt(part.group("r")),
                Integer.parseInt(part.group("p")),
                octets(part.group("salt")),
                hash.apply(part.group("hash"))));
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
            case "PBKDF2", "PBKDF2-SHA1" -> read("$pbkdf2$" + value);
            case "PBKDF2-SHA256" -> read("$pbkdf2-sha256$" + value);
            case "PBKDF2-SHA512" -> read("$pbkdf2-sha512$" + value);
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

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
