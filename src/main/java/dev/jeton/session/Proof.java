package dev.jeton.session;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A password digest that was proved, and may be used once.
 *
 * @param account the id of the account that proved it
 * @param octets the proved octets of the digest; whoever lacks the secret owns no others (nout.md,
 *     Replay)
 * @param freshUntil when its timestamp is too old in any case, so that it need not be remembered
 *     any longer
 */
public record Proof(long account, byte[] octets, Instant freshUntil) {
  public Proof {
    octets = octets.clone();
  }

  @Override
  public byte[] octets() {
    return octets.clone();
  }

  /** Two spellings of one proof are equal: its account and octets count alone. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Proof that
        && account == that.account
        && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "Proof[" + account + ", " + HexFormat.of().formatHex(octets, 0, 4) + "…]";
  }
}
