package dev.jeton;

import java.security.SecureRandom;
import java.util.Random;

/** Chance that repeats itself, so that tokens in tests are literal. */
public final class SeededRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final Random random;

  public SeededRandom(long seed) {
    random = new Random(seed);
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }

  @Override
  public int nextInt(int bound) {
    return random.nextInt(bound);
  }
}
