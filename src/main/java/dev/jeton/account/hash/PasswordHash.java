package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A password's hash as it is kept: a scheme, and the octets that the password came to under it. */
public record PasswordHash(Scheme scheme, byte[] hash) {

  /** Checks that the octets are as many as the scheme makes. */
  public PasswordHash {
    if (hash.length != scheme.length()) {
      throw new IllegalArgumentException("the hash is not of its scheme's length");
    }
  }

  /** A hash that no password is known to have; it costs as much as any other of the scheme. */
  public static PasswordHash blank(Scheme scheme) {
    return new PasswordHash(scheme, new byte[scheme.length()]);
  }

  /**
   * Reads the text of a hash, as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if it is none, or its parameters are out of their bounds; its
   *     message quotes nothing of it
   */
  public static PasswordHash parse(String text) {
    Stream<Function<String, Optional<PasswordHash>>> readers =
        Stream.of(
            WrappedScheme::read,
            Argon2Scheme::read,
            Bcrypt::read,
            Pbkdf2::read,
            Scrypt::read,
            SaltedDigest::read);
    return readers
        .flatMap(reader -> reader.apply(text).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("this is no hash of a known kind"));
  }

  /** Computes the hash of this password and compares. */
  public boolean isOf(Secret password, Argon2 argon2) {
    return MessageDigest.isEqual(hash, scheme.compute(password, argon2));
  }

  /**
   * Argon2id over this hash, which then need not be kept: guessing at the password costs as much as
   * at one that was hashed by Argon2id alone.
   */
  public PasswordHash wrapped(Argon2Scheme outer, Argon2 argon2) {
    var wrapped = new WrappedScheme(scheme, outer);
    return new PasswordHash(wrapped, wrapped.over(hash, argon2));
  }

  /** What tells hashes that take equally long from all others: the text without salt and octets. */
  public String cost() {
    return blank(scheme.blank()).toString();
  }

  /** The same of a text; of one that is no hash, the text is "unreadable". */
  public static String cost(String text) {
    try {
      return parse(text).cost();
    } catch (IllegalArgumentException _) {
      return "unreadable";
    }
  }

  @Override
  public String toString() {
    return scheme.text(hash);
  }
}
