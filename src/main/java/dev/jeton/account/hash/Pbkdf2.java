package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PBKDF2 (RFC 8018, section 5.2) with HMAC, as in {@code $pbkdf2-sha256$i=600000$salt$hash}.
 *
 * @param iterations 1 to 5,000,000, for all blocks of the hash together
 * @param salt up to 1024 octets
 * @param length octets of the hash, 16 to 128
 */
record Pbkdf2(Prf prf, int iterations, byte[] salt, int length) implements Scheme {
  private static final int MOST_ITERATIONS = 5_000_000;

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$pbkdf2-(sha1|sha256|sha512)\\$i=(\\d{1,9})(?:,l=\\d{1,3})?"
              + "\\$([A-Za-z0-9+/]*)\\$([A-Za-z0-9+/]+)");

  /** Its pseudo-random function, and how many iterations OWASP asks for at the least. */
  enum Prf {
    SHA1("HmacSHA1", 20, 1_300_000),
    SHA256("HmacSHA256", 32, 600_000),
    SHA512("HmacSHA512", 64, 210_000);

    private final String algorithm;
    private final int octets;
    private final int strong;

    Prf(String algorithm, int octets, int strong) {
      this.algorithm = algorithm;
      this.octets = octets;
      this.strong = strong;
    }

    /** By its name in lower case, without a dash. */
    static Prf named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  Pbkdf2 {
    Bound.of("PBKDF2's hash in octets", length, Bound.LEAST_HASH, Bound.MOST_HASH);
    int blocks = (length + prf.octets - 1) / prf.octets;
    Bound.of("PBKDF2's iterations", iterations, 1, MOST_ITERATIONS / blocks);
    Bound.of("PBKDF2's salt in octets", salt.length, 0, Bound.SALT);
  }

  static Optional<PasswordHash> read(String text) {
    Matcher part = TEXT.matcher(text);
    return part.matches()
        ? Optional.of(
            of(
                Prf.named(part.group(1)),
                Integer.parseInt(part.group(2)),
                Alphabet.STANDARD.decode(part.group(3)),
                Alphabet.STANDARD.decode(part.group(4))))
        : Optional.empty();
  }

  static PasswordHash of(Prf prf, int iterations, byte[] salt, byte[] hash) {
    return new PasswordHash(new Pbkdf2(prf, iterations, salt, hash.length), hash);
  }

  /** The JDK's own takes characters and no empty password, so that HMAC is iterated here. */
  @Override
  public byte[] compute(Secret password, Argon2 argon2) {
    byte[] octets = password.revealOctets();
    try {
      Mac mac = Mac.getInstance(prf.algorithm);
      // HMAC pads a key with zeros: one zero octet is the key that the JDK would refuse as empty.
      mac.init(new SecretKeySpec(octets.length == 0 ? new byte[1] : octets, prf.algorithm));
      byte[] hash = new byte[length];
      byte[] last = new byte[prf.octets];
      for (int block = 0; block * prf.octets < length; block++) {
        mac.update(salt);
        mac.update(new byte[] {0, 0, 0, (byte) (block + 1)});
        byte[] sum = mac.doFinal();
        System.arraycopy(sum, 0, last, 0, sum.length);
        for (int i = 1; i < iterations; i++) {
          mac.update(last);
          mac.doFinal(last, 0);
          for (int at = 0; at < sum.length; at++) {
            sum[at] ^= last[at];
          }
        }
        int from = block * prf.octets;
        System.arraycopy(sum, 0, hash, from, Math.min(sum.length, length - from));
      }
      return hash;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + prf.algorithm, e);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  @Override
  public boolean isStrong() {
    return iterations >= prf.strong;
  }

  /**
   * Its iterations are rounded up to two digits: some systems vary them from hash to hash; its
   * length to whole blocks, as far as a hash may be long.
   */
  @Override
  public Scheme blank() {
    int unit = 1;
    while (iterations / unit >= 100) {
      unit *= 10;
    }
    int blocks = (length + prf.octets - 1) / prf.octets;
    int rounded = Math.min((iterations + unit - 1) / unit * unit, MOST_ITERATIONS / blocks);
    return new Pbkdf2(prf, rounded, new byte[16], Math.min(blocks * prf.octets, Bound.MOST_HASH));
  }

  @Override
  public String text(byte[] hash) {
    return "$pbkdf2-%s$i=%d$%s$%s"
        .formatted(
            prf.name().toLowerCase(Locale.ROOT),
            iterations,
            Alphabet.STANDARD.encode(salt),
            Alphabet.STANDARD.encode(hash));
  }
}
