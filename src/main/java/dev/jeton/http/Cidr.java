package dev.jeton.http;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A block of addresses that begin with the same bits, as CIDR writes it (RFC 4632, section 3.1).
 *
 * @param address the first of them: all bits behind the prefix are zero
 * @param bits the prefix's length
 */
public record Cidr(InetAddress address, int bits) {
  /** Four decimal numbers without leading zeros, which some read as octal. */
  private static final Pattern IPV4 =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,2}");

  /**
   * Checks the length, and that the address is the first.
   *
   * @throws IllegalArgumentException if it isn't
   */
  public Cidr {
    if (bits < 0
        || bits > address.getAddress().length * 8
        || !masked(address, bits).equals(address)) {
      throw new IllegalArgumentException(
          "no block of addresses: "
              + address.getHostAddress()
              + "/"
              + bits
              + " has bits behind its prefix");
    }
  }

  /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address alone. */
  public static Optional<Cidr> of(String text) {
    int slash = text.indexOf('/');
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (slash >= 0 && !LENGTH.matcher(length).matches()) {
      return Optional.empty();
    }
    return address(slash < 0 ? text : text.substring(0, slash))
        .flatMap(
            address -> {
              int most = address.getAddress().length * 8;
              int bits = slash < 0 ? most : Integer.parseInt(length);
              return bits <= most && masked(address, bits).equals(address)
                  ? Optional.of(new Cidr(address, bits))
                  : Optional.empty();
            });
  }

  /** Reads an address; names are not resolved, and nothing is guessed. */
  static Optional<InetAddress> address(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  boolean contains(InetAddress other) {
    return other.getAddress().length == address.getAddress().length
        && masked(other, bits).equals(address);
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }

  private static InetAddress masked(InetAddress address, int bits) {
    byte[] octets = address.getAddress();
    for (int i = 0; i < octets.length; i++) {
      int kept = Math.clamp(bits - i * 8L, 0, 8);
      octets[i] &= (byte) (0xff00 >> kept);
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("4 or 16 octets are an address", e);
    }
  }
}
