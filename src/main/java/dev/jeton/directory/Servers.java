package dev.jeton.directory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The servers of the directory, which hold all the same, and how they are reached.
 *
 * @param authorities a PEM file with those who may have issued the servers' certificates; those
 *     that Java trusts if empty
 * @param plainAllowed whether passwords may cross a network in clear
 * @param connecting how long a connection may take to be made, TLS included
 * @param answering how long one answer may take
 * @param age after which a connection is replaced by a new one
 */
public record Servers(
    List<Address> addresses,
    Security security,
    Optional<Path> authorities,
    boolean plainAllowed,
    Order order,
    Duration connecting,
    Duration answering,
    Duration age) {

  /** What protects a connection. */
  public enum Security {
    /** TLS from the first octet. */
    LDAPS(636),
    /** TLS on the plain port, before anything else is said. */
    STARTTLS(389),
    /** Nothing. */
    NONE(389);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    int port() {
      return port;
    }
  }

  /** Which server is asked. */
  public enum Order {
    /** The first that answers, in the order of the list. */
    FAIL_OVER,
    /** One after the other, without those that do not answer. */
    ROUND_ROBIN
  }

  /**
   * Checks what can be checked without asking them.
   *
   * @throws IllegalArgumentException if there is none, or passwords would cross a network in clear
   */
  public Servers {
    addresses = List.copyOf(addresses);
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("a directory has at least one server");
    }
    if (security == Security.NONE
        && !plainAllowed
        && !addresses.stream().allMatch(Address::isLoopback)) {
      throw new IllegalArgumentException(
          "passwords would cross the network in clear: set directory.security to ldaps or starttls,"
              + " or allow it by directory.plain");
    }
    if (!connecting.isPositive() || !answering.isPositive() || !age.isPositive()) {
      throw new IllegalArgumentException("times are longer than nothing");
    }
  }

  int port(Address address) {
    return address.port().orElse(security.port());
  }

  String shown(Address address) {
    return address.port().isPresent()
        ? address.toString()
        : new Address(address.host(), OptionalInt.of(security.port())).toString();
  }
}
