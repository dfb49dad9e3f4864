package dev.jeton.http;

import dev.jeton.wire.Headers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the client behind the proxies: from the right, as far as each hop is one that is trusted.
 * What can't be read, or tells two things, is refused: a guess would decide who is throttled and
 * whether a password came over TLS.
 */
final class Forwarding {
  private static final String FORWARDED = "Forwarded";
  private static final String FOR = "X-Forwarded-For";
  private static final String PROTO = "X-Forwarded-Proto";
  private static final String HOST = "X-Forwarded-Host";
  private static final Set<String> ALL =
      Set.of(
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-proto",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-server",
          "x-real-ip");

  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:=+/@-]{1,128}");

  private final ProxyConfig config;

  Forwarding(ProxyConfig config) {
    this.config = config;
  }

  /**
   * The client, as far as it may be told.
   *
   * @param secure whether it speaks TLS; empty if that was not told
   * @param asked the host that it asked for; empty if that was not told
   */
  record Client(InetAddress address, Optional<Boolean> secure, Optional<Authority> asked) {
    private static Client of(InetAddress peer) {
      return new Client(peer, Optional.empty(), Optional.empty());
    }

    private boolean agrees(Client other) {
      return address.equals(other.address)
          && (secure.isEmpty() || other.secure.isEmpty() || secure.equals(other.secure))
          && (asked.isEmpty() || other.asked.isEmpty() || asked.equals(other.asked));
    }

    private Client or(Client other) {
      return new Client(address, secure.or(other::secure), asked.or(other::asked));
    }
  }

  /** The client of a request from this peer; empty if the request is to be refused. */
  Optional<Client> client(InetAddress peer, Headers headers) {
    return switch (config.trust()) {
      case IGNORE -> Optional.of(Client.of(peer));
      case REJECT -> tellsAnything(headers) ? Optional.empty() : Optional.of(Client.of(peer));
      case ACCEPT -> config.trusts(peer) ? told(peer, headers) : Optional.of(Client.of(peer));
    };
  }

  /** Whether this is a proxy whose word is taken. */
  boolean trusts(InetAddress address) {
    return config.trusts(address);
  }

  /**
   * What a proxy whose word is taken calls this request; empty if it calls it nothing that can
   * stand in a log, or two things. Nothing is decided by it, so nothing is refused for it.
   */
  Optional<String> requestId(InetAddress peer, Headers headers) {
    if (config.trust() != ProxyConfig.Trust.ACCEPT || !config.trusts(peer)) {
      return Optional.empty();
    }
    List<String> ids = headers.all(REQUEST_ID);
    return ids.size() == 1 && ID.matcher(ids.getFirst()).matches()
        ? Optional.of(ids.getFirst())
        : Optional.empty();
  }

  private static boolean tellsAnything(Headers headers) {
    for (Headers.Field field : headers.fields()) {
      int first = field.name().charAt(0) | 0x20;
      if ((first == 'f' || first == 'x') && ALL.contains(field.name().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  private Optional<Client> told(InetAddress peer, Headers headers) {
    List<String> standard = headers.all(FORWARDED);
    boolean older =
        !headers.all(FOR).isEmpty()
            || !headers.all(PROTO).isEmpty()
            || !headers.all(HOST).isEmpty();
    if (standard.isEmpty()) {
      return older ? byOlderFields(peer, headers) : Optional.of(Client.of(peer));
    }
    Optional<Client> client = ForwardedField.read(standard).flatMap(hops -> byHops(peer, hops));
    if (!older) {
      return client;
    }
    Optional<Client> second = byOlderFields(peer, headers);
    return client.isPresent() && second.isPresent() && client.get().agrees(second.get())
        ? Optional.of(client.get().or(second.get()))
        : Optional.empty();
  }

  /** The last element is what our peer saw, the one before it what that one's peer saw. */
  private Optional<Client> byHops(InetAddress peer, List<Map<String, String>> hops) {
    InetAddress address = peer;
    Map<String, String> last = Map.of();
    for (int i = hops.size() - 1; i >= 0 && config.trusts(address); i--) {
      last = hops.get(i);
      String node = last.getOrDefault("for", "");
      if (node.isEmpty()) {
        break; // it tells of the connection, not of who is at its end
      }
      Optional<InetAddress> next = node(node);
      if (next.isEmpty()) {
        return Optional.empty();
      }
      address = next.get();
    }
    return client(
        address, Optional.ofNullable(last.get("proto")), Optional.ofNullable(last.get("host")));
  }

  private Optional<Client> byOlderFields(InetAddress peer, Headers headers) {
    InetAddress address = peer;
    List<String> nodes = values(headers, FOR);
    for (int i = nodes.size() - 1; i >= 0 && config.trusts(address); i--) {
      Optional<InetAddress> next = node(nodes.get(i));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      address = next.get();
    }
    // Nothing says which hop wrote which of these: several count if they say the same.
    List<String> schemes =
        values(headers, PROTO).stream().map(Forwarding::lower).distinct().toList();
    List<String> hosts = values(headers, HOST).stream().map(Forwarding::lower).distinct().toList();
    return schemes.size() > 1 || hosts.size() > 1
        ? Optional.empty()
        : client(address, schemes.stream().findFirst(), hosts.stream().findFirst());
  }

  private static Optional<Client> client(
      InetAddress address, Optional<String> scheme, Optional<String> host) {
    Optional<Authority> asked = host.flatMap(Authority::of);
    if (asked.isPresent() != host.isPresent()) {
      return Optional.empty();
    }
    return switch (lower(scheme.orElse(""))) {
      case "https" -> Optional.of(new Client(address, Optional.of(true), asked));
      case "http" -> Optional.of(new Client(address, Optional.of(false), asked));
      case "" ->
          scheme.isPresent()
              ? Optional.empty()
              : Optional.of(new Client(address, Optional.empty(), asked));
      default -> Optional.empty();
    };
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static List<String> values(Headers headers, String name) {
    var values = new ArrayList<String>();
    for (String field : headers.all(name)) {
      for (String value : field.split(",", -1)) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /** An address, perhaps with a port; what a proxy hides from us is none. */
  private static Optional<InetAddress> node(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      boolean ipv6 = text.indexOf(':') > 0 && text.indexOf(':') < end;
      return ipv6 && isPort(text.substring(end + 1))
          ? Cidr.address(text.substring(1, end))
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    return colon >= 0 && text.indexOf('.') >= 0 && text.indexOf('.') < colon
        ? isPort(text.substring(colon)) ? Cidr.address(text.substring(0, colon)) : Optional.empty()
        : Cidr.address(text);
  }

  private static boolean isPort(String behind) {
    return behind.isEmpty() || behind.matches(":[0-9]{1,5}");
  }
}
