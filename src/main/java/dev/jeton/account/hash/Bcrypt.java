package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * bcrypt, as in {@code $2b$12$} and 22 characters of salt with 31 of hash. The letters a, b and y
 * name the same function for passwords that hold no NUL; it sees their first 72 octets alone.
 *
 * @param cost the logarithm of its rounds, 4 to 15
 * @param salt 16 octets
 */
record Bcrypt(char letter, int cost, byte[] salt) implements Scheme {
  private static final int LENGTH = 23;
  private static final int SALT = 16;
  private static final int MOST_COST = 15;
  private static final int STRONG_COST = 10;
  private static final int PASSWORD = 72;

  private static final Pattern TEXT =
      Pattern.compile("\\$2([aby])\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");

  Bcrypt {
    Bound.of("bcrypt's cost", cost, 4, MOST_COST);
  }

  static Optional<PasswordHash> read(String text) {
    Matcher part = TEXT.matcher(text);
    return part.matches()
        ? Optional.of(
            new PasswordHash(
                new Bcrypt(
                    part.group(1).charAt(0),
                    Integer.parseInt(part.group(2)),
                    Alphabet.BCRYPT.decode(part.group(3))),
                Alphabet.BCRYPT.decode(part.group(4))))
        : Optional.empty();
  }

  /** A NUL goes in behind the octets of the password where there is room for it. */
  @Override
  public byte[] compute(Secret password, Argon2 argon2) {
    byte[] octets = password.revealOctets();
    byte[] key = Arrays.copyOf(octets, Math.min(octets.length, PASSWORD));
    byte[] whole = BCrypt.generate(key, salt, cost, true);
    Arrays.fill(octets, (byte) 0);
    Arrays.fill(key, (byte) 0);
    return Arrays.copyOf(whole, LENGTH);
  }

  @Override
  public int length() {
    return LENGTH;
  }

  @Override
  public boolean isStrong() {
    return cost >= STRONG_COST;
  }

  @Override
  public Scheme blank() {
    return new Bcrypt('b', cost, new byte[SALT]);
  }

  @Override
  public String text(byte[] hash) {
    return "$2%c$%02d$%s%s"
        .formatted(letter, cost, Alphabet.BCRYPT.encode(salt), Alphabet.BCRYPT.encode(hash));
  }
}
