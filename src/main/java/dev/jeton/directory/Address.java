package dev.jeton.directory;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server of the directory is.
 *
 * @param host a name or an address; one of IPv6 without its brackets
 * @param port the one of the protocol if empty
 */
public record Address(String host, OptionalInt port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\[(?<six>[0-9a-fA-F:.]+)]|(?<host>[A-Za-z0-9._-]+))(:(?<port>[0-9]{1,5}))?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.[0-9]+\\.[0-9]+\\.[0-9]+|::1");
  private static final int MOST = 65535;

  /**
   * Reads {@code host}, {@code host:port} or {@code [address]:port}.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  public static Address parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("want host or host:port, without ldap://");
    }
    String six = matcher.group("six");
    String port = matcher.group("port");
    if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > MOST)) {
      throw new IllegalArgumentException("a port is 1 to " + MOST);
    }
    return new Address(
        six == null ? matcher.group("host") : six,
        port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)));
  }

  boolean isLoopback() {
    return LOOPBACK.matcher(host).matches();
  }

  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return port.isPresent() ? shown + ":" + port.getAsInt() : shown;
  }
}
