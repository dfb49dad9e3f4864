package dev.jeton.jose;

import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.keys.KeyedMac;
import dev.jeton.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The nonces that DPoP proofs must name, so that none can be made long before it is used (RFC 9449,
 * section 8). None is kept: each is the MAC of the time in which it is given out, and all nodes
 * that have the key give out the same.
 */
public final class DpopNonces {
  /** In each of these there is another one; it holds in the next, too. */
  static final Duration STEP = Duration.ofMinutes(2);

  private static final int OCTETS = 18;

  private final KeyRing keys;

  public DpopNonces(KeyRing keys) {
    this.keys = keys;
  }

  /** The one to give out: 24 characters. */
  public String at(Instant now) {
    return text(keys.mac(KeyKind.NONCE, message(step(now))));
  }

  /** Whether it was given out in this step or the last one, also under a key that was former. */
  boolean holds(String nonce, Instant now) {
    byte[] offered = nonce.getBytes(StandardCharsets.UTF_8);
    return LongStream.of(step(now), step(now) - 1)
        .mapToObj(DpopNonces::message)
        .flatMap(
            message ->
                IntStream.concat(
                        IntStream.of(keys.current(KeyKind.NONCE)),
                        keys.former(KeyKind.NONCE).stream().mapToInt(id -> id))
                    .mapToObj(id -> keys.mac(KeyKind.NONCE, id, message))
                    .flatMap(mac -> mac.stream()))
        .anyMatch(
            mac -> MessageDigest.isEqual(text(mac).getBytes(StandardCharsets.US_ASCII), offered));
  }

  private static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), STEP.toSeconds());
  }

  private static Secret message(long step) {
    return Secret.of("dpop " + step);
  }

  private static String text(KeyedMac mac) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(mac.octets(), OCTETS));
  }
}
