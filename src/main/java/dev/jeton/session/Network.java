package dev.jeton.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * The network that an address belongs to, as far as guessing goes: an IPv4 address by itself, the
 * first 64 bits of an IPv6 one, since a single line of a household holds as many. An IPv4 address
 * that is mapped into IPv6 is the IPv4 address.
 *
 * @param text its one spelling, such as {@code 192.0.2.7} or {@code 2001:0db8:0000:0001::/64}
 */
public record Network(String text) implements Comparable<Network> {
  private static final int PREFIX_OCTETS = 8;

  /** What is no address is a network of its own; longer ones are cut. */
  private static final int LONGEST = 64;

  /** The network of an address in text, with or without a zone such as {@code %eth0}. */
  public static Network of(String address) {
    int zone = address.indexOf('%');
    String bare = zone < 0 ? address : address.substring(0, zone);
    try {
      InetAddress parsed = InetAddress.ofLiteral(bare);
      return new Network(
          parsed instanceof Inet6Address ? prefix(parsed.getAddress()) : parsed.getHostAddress());
    } catch (IllegalArgumentException _) {
      return new Network(bare.substring(0, Math.min(bare.length(), LONGEST)));
    }
  }

  /** Whether a text is an address, or the spelling of a network. */
  public static boolean isSpelling(String text) {
    try {
      InetAddress.ofLiteral(address(text));
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /** The network of an address, or the one with this spelling. */
  public static Network ofSpelling(String text) {
    return of(address(text));
  }

  private static String address(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? text : text.substring(0, slash);
  }

  private static String prefix(byte[] octets) {
    String hex = HexFormat.of().formatHex(octets, 0, PREFIX_OCTETS);
    return String.join(
            ":",
            hex.substring(0, 4),
            hex.substring(4, 8),
            hex.substring(8, 12),
            hex.substring(12, 16))
        + "::/64";
  }

  @Override
  public int compareTo(Network other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
