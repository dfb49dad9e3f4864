package dev.jeton.http;

import java.net.InetAddress;
import java.util.List;

/**
 * What is made of the fields in which proxies tell for whom they speak.
 *
 * @param networks those whose word is taken; given if anybody's is
 */
public record ProxyConfig(Trust trust, List<Cidr> networks) {
  public static final ProxyConfig DEFAULT = new ProxyConfig(Trust.IGNORE, List.of());

  /** Whose word is taken. */
  public enum Trust {
    /** A request that bears such a field is refused. */
    REJECT,
    /** Such fields are passed over. */
    IGNORE,
    /** They count where a listed network sent them, and are passed over elsewhere. */
    ACCEPT
  }

  /**
   * Checks that the two go together.
   *
   * @throws IllegalArgumentException if they do not
   */
  public ProxyConfig {
    networks = List.copyOf(networks);
    if ((trust == Trust.ACCEPT) == networks.isEmpty()) {
      throw new IllegalArgumentException(
          "proxies.forwarded: accept and proxies.networks go together");
    }
  }

  boolean trusts(InetAddress address) {
    for (Cidr network : networks) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
