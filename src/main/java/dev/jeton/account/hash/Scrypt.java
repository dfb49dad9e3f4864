package dev.jeton.account.hash;

import dev.jeton.secret.Secret;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * scrypt (RFC 7914), as in {@code $scrypt$ln=16,r=8,p=1$salt$hash}.
 *
 * @param logN the logarithm of its cost N, 1 to 20
 * @param blockSize r, 1 to 32; 128·N·r octets of memory are at most 256 MiB
 * @param parallelism p, 1 to 16; p times that memory is at most 1 GiB
 * @param salt up to 1024 octets
 * @param length octets of the hash, 16 to 128
 */
record Scrypt(int logN, int blockSize, int parallelism, byte[] salt, int length) implements Scheme {
  private static final int MOST_LOG_N = 20;
  private static final int MOST_BLOCK_SIZE = 32;
  private static final int MOST_PARALLELISM = 16;
  private static final long MOST_MEMORY = 256L << 20;
  private static final long MOST_WORK = 1L << 30;

  /** N = 2^14, r = 8, what its author gave for logins, and what most libraries preset. */
  private static final long STRONG_MEMORY = 16L << 20;

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$scrypt\\$ln=(\\d{1,2}),r=(\\d{1,3}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]*)\\$([A-Za-z0-9+/]+)");

  Scrypt {
    Bound.of("scrypt's log N", logN, 1, MOST_LOG_N);
    Bound.of("scrypt's r", blockSize, 1, MOST_BLOCK_SIZE);
    Bound.of("scrypt's p", parallelism, 1, MOST_PARALLELISM);
    Bound.of("scrypt's memory in octets", memory(logN, blockSize), 0, MOST_MEMORY);
    Bound.of("scrypt's work in octets", parallelism * memory(logN, blockSize), 0, MOST_WORK);
    Bound.of("scrypt's salt in octets", salt.length, 0, Bound.SALT);
    Bound.of("scrypt's hash in octets", length, Bound.LEAST_HASH, Bound.MOST_HASH);
    if (blockSize == 1 && logN >= 16) {
      throw new IllegalArgumentException("scrypt's N must be less than 2^16 where r is 1");
    }
  }

  static Optional<PasswordHash> read(String text) {
    Matcher part = TEXT.matcher(text);
    return part.matches()
        ? Optional.of(
            of(
                Integer.parseInt(part.group(1)),
                Integer.parseInt(part.group(2)),
                Integer.parseInt(part.group(3)),
                Alphabet.STANDARD.decode(part.group(4)),
                Alphabet.STANDARD.decode(part.group(5))))
        : Optional.empty();
  }

  static PasswordHash of(int logN, int blockSize, int parallelism, byte[] salt, byte[] hash) {
    return new PasswordHash(new Scrypt(logN, blockSize, parallelism, salt, hash.length), hash);
  }

  @Override
  public byte[] compute(Secret password, Argon2 argon2) {
    byte[] octets = password.revealOctets();
    try {
      return SCrypt.generate(octets, salt, 1 << logN, blockSize, parallelism, length);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  @Override
  public boolean isStrong() {
    return memory(logN, blockSize) >= STRONG_MEMORY;
  }

  @Override
  public Scheme blank() {
    return new Scrypt(logN, blockSize, parallelism, new byte[16], 32);
  }

  @Override
  public String text(byte[] hash) {
    return "$scrypt$ln=%d,r=%d,p=%d$%s$%s"
        .formatted(
            logN,
            blockSize,
            parallelism,
            Alphabet.STANDARD.encode(salt),
            Alphabet.STANDARD.encode(hash));
  }

  private static long memory(int logN, int blockSize) {
    return 128L * blockSize << logN;
  }
}
