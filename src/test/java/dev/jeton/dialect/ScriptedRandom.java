package dev.jeton.dialect;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/**
 * The same octets in every run: those that a conversation sets, then SHA-256 of a counter, block by
 * block.
 */
public final class ScriptedRandom extends SecureRandom {
  private static final long serialVersionUID = 1;

  private final String seed;
  private byte[] left = new byte[0];
  private long block;

  public ScriptedRandom(String seed) {
    super();
    this.seed = seed;
  }

  /** The octets to give next. */
  public synchronized void next(byte[] octets) {
    left = octets.clone();
  }

  @Override
  public synchronized void nextBytes(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (left.length == 0) {
        left = block();
      }
      bytes[i] = left[0];
      left = java.util.Arrays.copyOfRange(left, 1, left.length);
    }
  }

  private byte[] block() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(seed.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return sha256.digest(ByteBuffer.allocate(Long.BYTES).putLong(block++).array());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
