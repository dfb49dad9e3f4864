package dev.jeton.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/** The names and addresses that this machine may be reached by. */
final class Hosts {
  private Hosts() {}

  /**
   * The given ones first, in lower case, then localhost, the loopback addresses and the machine's
   * name.
   */
  static SequencedSet<String> ofThisMachine(List<String> more) {
    var hosts = new LinkedHashSet<String>();
    for (String host : more) {
      hosts.add(host.toLowerCase(Locale.ROOT));
    }
    hosts.addAll(List.of("localhost", "127.0.0.1", "[::1]"));
    try {
      String name = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
      if (Authority.isHost(name)) {
        hosts.add(name);
      }
    } catch (UnknownHostException _) {
      // A machine whose own name can't be resolved can't be reached by it either.
    }
    return hosts;
  }
}
