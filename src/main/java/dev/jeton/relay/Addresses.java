package dev.jeton.relay;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses in a WSDL of another server, whose clients shall call us in its place. */
final class Addresses {
  /** A port's: where clients send their requests to (WSDL 1.1, sections 3.8 and 4.2). */
  private static final Pattern PORT =
      Pattern.compile(
          "<(?:[\\w.-]+:)?address\\s[^<>]*?\\blocation\\s*=\\s*([\"'])(https?://[^/?#\"'<>]*)");

  private Addresses() {}

  /**
   * The WSDL with our address in place of that of a port: in ports, and in the imports beside them.
   * A namespace that begins alike is a name, and stays.
   *
   * @param octets in a charset that holds ASCII as it is; any other is left as it came
   * @param base our scheme, host and port
   */
  static byte[] rewritten(byte[] octets, String base) {
    String wsdl = new String(octets, StandardCharsets.ISO_8859_1); // each octet stays what it is
    Set<String> theirs = new HashSet<>();
    Matcher ports = PORT.matcher(wsdl);
    while (ports.find()) {
      theirs.add(ports.group(2));
    }
    for (String origin : theirs) {
      wsdl =
          Pattern.compile(
                  "(\\b(?:location|schemaLocation)\\s*=\\s*[\"'])"
                      + Pattern.quote(origin)
                      + "(?=[/?#\"'])")
              .matcher(wsdl)
              .replaceAll(found -> Matcher.quoteReplacement(found.group(1) + base));
    }
    return wsdl.getBytes(StandardCharsets.ISO_8859_1);
  }
}
