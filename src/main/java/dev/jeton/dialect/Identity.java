package dev.jeton.dialect;

import dev.jeton.session.Session;
import dev.jeton.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Whose a session is, in header fields for the servers behind us. Each of them is always there,
 * empty if there is nothing to tell, so that one of the caller's own never takes its place.
 *
 * @param user the account that the session acts as, by {@link Session#subjectName}
 * @param actor the account that acts for it; empty if it acts by itself
 * @param customer the third party that the session is tied to
 * @param dialect in which the session was opened
 * @param expires when it ends at the latest unless it is used, in UTC (RFC 3339)
 * @param scope what it may, its words parted by blanks
 */
public record Identity(
    String user, String actor, String customer, String dialect, String expires, String scope) {
  /** Where no session stands behind a request. */
  public static final Identity NOBODY = new Identity("", "", "", "", "", "");

  private static final String PREFIX = "x-auth-";

  /** A live session's. */
  public static Identity of(Session session) {
    boolean forItself = session.actor().equals(session.subject());
    return new Identity(
        session.subjectName(),
        forItself ? "" : session.actor().name(),
        session.customer().map(customer -> customer.name()).orElse(""),
        session.dialect(),
        session.deadline().truncatedTo(ChronoUnit.SECONDS).toString(),
        session.grant().map(grant -> String.join(" ", grant.scope())).orElse(""));
  }

  /** The fields, all six of them. */
  public Headers headers() {
    return Headers.of(
        "X-Auth-User",
        encoded(user),
        "X-Auth-Actor",
        encoded(actor),
        "X-Auth-Customer",
        encoded(customer),
        "X-Auth-Dialect",
        encoded(dialect),
        "X-Auth-Expires",
        encoded(expires),
        "X-Auth-Scope",
        encoded(scope));
  }

  /**
   * Whether a server behind us might take a field of this name for one of ours: where fields become
   * variables (RFC 3875, section 4.1.18), {@code X_Auth_User} does.
   */
  public static boolean isNamedBy(String field) {
    return field.toLowerCase(Locale.ROOT).replace('_', '-').startsWith(PREFIX);
  }

  /**
   * Visible ASCII and blanks inside as they are; every other octet of UTF-8, and the percent sign,
   * percent-encoded: a field's value has no charset (RFC 9110, section 5.5), and a name may hold
   * anything.
   */
  private static String encoded(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    var encoded = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      byte octet = octets[i];
      boolean inside = i > 0 && i < octets.length - 1;
      if (octet > ' ' && octet < 0x7f && octet != '%' || octet == ' ' && inside) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
