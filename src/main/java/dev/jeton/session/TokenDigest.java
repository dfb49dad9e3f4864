package dev.jeton.session;

import dev.jeton.keys.KeyKind;
import dev.jeton.keys.KeyRing;
import dev.jeton.secret.Secret;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;

/** HMAC-SHA-256 of a token under the server's key, 32 octets: the only key that a store accepts. */
public final class TokenDigest {
  private static final int OCTETS = 32;

  private final byte[] octets;

  private TokenDigest(byte[] octets) {
    this.octets = octets;
  }

  /** Under the current key, which every new session has. */
  public static TokenDigest of(KeyRing keys, Secret token) {
    return new TokenDigest(keys.mac(KeyKind.TOKEN, token).octets());
  }

  /**
   * Under former keys, the newest first; each is computed only when it is asked for. Mostly there
   * are none.
   */
  static Stream<TokenDigest> former(KeyRing keys, Secret token) {
    return keys.former(KeyKind.TOKEN).stream()
        .flatMap(id -> keys.mac(KeyKind.TOKEN, id, token).stream())
        .map(mac -> new TokenDigest(mac.octets()));
  }

  /**
   * A digest that a store kept.
   *
   * @throws IllegalArgumentException unless there are 32 octets
   */
  public static TokenDigest stored(byte[] octets) {
    if (octets.length != OCTETS) {
      throw new IllegalArgumentException("a token digest has " + OCTETS + " octets");
    }
    return new TokenDigest(octets.clone());
  }

  public byte[] octets() {
    return octets.clone();
  }

  /** The id of the session that this token opens. */
  public SessionId sessionId() {
    return new SessionId(HexFormat.of().formatHex(octets, 0, SessionId.OCTETS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TokenDigest that && Arrays.equals(octets, that.octets);
  }

  /** The octets are spread evenly already, so the first four serve. */
  @Override
  public int hashCode() {
    return ByteBuffer.wrap(octets).getInt();
  }

  @Override
  public String toString() {
    return "TokenDigest[" + sessionId() + "…]";
  }
}
