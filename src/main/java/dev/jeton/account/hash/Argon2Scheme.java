package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2 (RFC 9106), as in the PHC string {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 *
 * @param version 0x13, or 0x10, which a string without one means
 * @param memory KiB, at least 8 a lane, at most 1 GiB
 * @param iterations passes, 1 to 1000
 * @param parallelism lanes, 1 to 16
 * @param salt 8 to 1024 octets
 * @param length octets of the hash, 16 to 128
 */
public record Argon2Scheme(
    Type type, int version, int memory, int iterations, int parallelism, byte[] salt, int length)
    implements Scheme {
  public static final int VERSION = 0x13;
  public static final int SALT = 16;
  public static final int LENGTH = 32;

  private static final int FORMER_VERSION = 0x10;
  private static final int MOST_MEMORY = 1 << 20;
  private static final int MOST_LANES = 16;

  /** OWASP's least: 7 MiB with five passes, or fewer passes over more. */
  private static final int LEAST_MEMORY = 7 * 1024;

  private static final int LEAST_WORK = 5 * LEAST_MEMORY;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2(id|i|d)(?:\\$v=(16|19))?\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
              + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  /** Which of the three it is. */
  public enum Type {
    D,
    I,
    ID
  }

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming the one that is crossed
   */
  public Argon2Scheme {
    Bound.of("Argon2's version", version, FORMER_VERSION, VERSION);
    Bound.of("Argon2's lanes", parallelism, 1, MOST_LANES);
    Bound.of("Argon2's memory in KiB", memory, 8L * parallelism, MOST_MEMORY);
    Bound.of("Argon2's passes", iterations, 1, 1000);
    Bound.of("Argon2's salt in octets", salt.length, 8, Bound.SALT);
    Bound.of("Argon2's hash in octets", length, Bound.LEAST_HASH, Bound.MOST_HASH);
  }

  /** Argon2id, of today's version. */
  public static Argon2Scheme id(int memory, int iterations, int parallelism, byte[] salt) {
    return new Argon2Scheme(Type.ID, VERSION, memory, iterations, parallelism, salt, LENGTH);
  }

  /** Empty if the text is no PHC string of Argon2. */
  static Optional<PasswordHash> read(String text) {
    Matcher part = PHC.matcher(text);
    if (!part.matches()) {
      return Optional.empty();
    }
    byte[] hash = Alphabet.STANDARD.decode(part.group(7));
    var scheme =
        new Argon2Scheme(
            Type.valueOf(part.group(1).toUpperCase(Locale.ROOT)),
            part.group(2) == null ? FORMER_VERSION : Integer.parseInt(part.group(2)),
            Integer.parseInt(part.group(3)),
            Integer.parseInt(part.group(4)),
            Integer.parseInt(part.group(5)),
            Alphabet.STANDARD.decode(part.group(6)),
            hash.length);
    return Optional.of(new PasswordHash(scheme, hash));
  }

  @Override
  public byte[] compute(Secret password, Argon2 argon2) {
    return argon2.compute(password, this);
  }

  /** KiB of all passes together, which is what it takes time for. */
  long work() {
    return (long) memory * iterations;
  }

  @Override
  public boolean isStrong() {
    return memory >= LEAST_MEMORY && work() >= LEAST_WORK;
  }

  @Override
  public Scheme blank() {
    return new Argon2Scheme(type, version, memory, iterations, parallelism, new byte[SALT], LENGTH);
  }

  @Override
  public String text(byte[] hash) {
    return "$argon2%s$v=%d$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            type.name().toLowerCase(Locale.ROOT),
            version,
            memory,
            iterations,
            parallelism,
            Alphabet.STANDARD.encode(salt),
            Alphabet.STANDARD.encode(hash));
  }
}
