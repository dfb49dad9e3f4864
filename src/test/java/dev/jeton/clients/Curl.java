package dev.jeton.clients;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What curl got for a request.
 *
 * @param exitCode curl's own; 0 if there was an answer
 * @param head the status line and the dialect's header lines, names in lower case
 */
record Curl(int exitCode, List<String> head, String body) {
  private static final Set<String> LISTENERS_OWN = Set.of("date", "content-length", "connection");

  /**
   * Runs curl over TLS with the server's authority.
   *
   * @param options lines of a configuration of curl's, which passes them unseen by other users
   */
  static Curl run(House house, String... options) {
    String all =
        Stream.concat(
                Stream.of("silent", "include", "cacert = " + quoted(house.authority().toString())),
                Stream.of(options))
            .collect(Collectors.joining("\n"));
    Program curl = Program.run(all, List.of("curl", "--disable", "--config", "-"));
    String rest = curl.out();
    String head = "";
    while (rest.startsWith("HTTP/")) { // also the 100 before the answer
      int blank = rest.indexOf("\r\n\r\n");
      head = rest.substring(0, blank);
      rest = rest.substring(blank + 4);
    }
    return new Curl(
        curl.exitCode(),
        head.lines().map(Curl::line).filter(Curl::isDialects).toList(),
        new String(rest.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
  }

  /** A GET. */
  static Curl get(House house, String url, String... more) {
    return run(house, with("url = " + quoted(url), more));
  }

  /** A POST of nothing. */
  static Curl post(House house, String url, String... more) {
    return get(house, url, with("request = POST", more));
  }

  /** A SOAP 1.1 request of this Body. */
  static Curl soap(House house, String url, String body, String... more) {
    String envelope =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + body
            + "</s:Body></s:Envelope>";
    return get(
        house,
        url,
        with(
            "data-binary = " + quoted(envelope),
            with("header = \"Content-Type: text/xml; charset=utf-8\"", more)));
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** All of the answer, masked, as a text block has it. */
  String told() {
    return Masked.of(String.join("\n", head) + "\n\n" + body.replace("\r\n", "[CRLF]\n")) + "\n";
  }

  private static String line(String line) {
    int colon = line.indexOf(": ");
    return colon < 0
        ? line.strip()
        : line.substring(0, colon).toLowerCase(java.util.Locale.ROOT) + line.substring(colon);
  }

  private static boolean isDialects(String line) {
    return !LISTENERS_OWN.contains(line.split(":", 2)[0]);
  }

  private static String[] with(String first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }
}
