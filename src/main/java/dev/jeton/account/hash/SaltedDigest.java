package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fast digest of password and salt, as in {@code $digest$f=md5(salt+password)$salt$hash}. None is
 * strong: it is kept only wrapped.
 *
 * @param salt up to 1024 octets
 */
record SaltedDigest(Formula formula, byte[] salt) implements Scheme {
  private static final Pattern TEXT =
      Pattern.compile("\\$digest\\$f=([a-z0-9()+]+)\\$([A-Za-z0-9+/]*)\\$([A-Za-z0-9+/]+)");

  SaltedDigest {
    Bound.of("a digest's salt in octets", salt.length, 0, Bound.SALT);
  }

  static Optional<PasswordHash> read(String text) {
    Matcher part = TEXT.matcher(text);
    return part.matches()
        ? Optional.of(
            new PasswordHash(
                new SaltedDigest(
                    Formula.parse(part.group(1)), Alphabet.STANDARD.decode(part.group(2))),
                Alphabet.STANDARD.decode(part.group(3))))
        : Optional.empty();
  }

  @Override
  public byte[] compute(Secret password, Argon2 argon2) {
    return formula.compute(password, salt);
  }

  @Override
  public int length() {
    return formula.length();
  }

  @Override
  public boolean isStrong() {
    return false;
  }

  /** All take next to no time. */
  @Override
  public Scheme blank() {
    return new SaltedDigest(Formula.parse("md5(password)"), new byte[0]);
  }

  @Override
  public String text(byte[] hash) {
    return "$digest$f=%s$%s$%s"
        .formatted(formula, Alphabet.STANDARD.encode(salt), Alphabet.STANDARD.encode(hash));
  }
}
