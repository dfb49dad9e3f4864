package dev.jeton.forward;

import dev.jeton.wire.Headers.Field;
import dev.jeton.wire.Request;
import java.util.Locale;
import java.util.Optional;

/**
 * The request that a proxy asks about, as far as it tells. A client's own field may stand beside
 * the proxy's: where two tell different things, neither counts.
 *
 * @param method that of the question where no other is told
 * @param uri path and query, undecoded; empty if not told
 * @param authority the host, perhaps with a port; empty if not told
 */
record Original(String method, String uri, String authority) {
  private static final String PATH = ForwardAuth.PATH;

  /** What is told; empty if that is two things. */
  static Optional<Original> of(Request request) {
    var method = new Told();
    var uri = new Told();
    var host = new Told();
    boolean below = request.target().startsWith(PATH + "/");
    if (below) {
      uri.tell(request.target().substring(PATH.length()));
    }
    for (Field field : request.headers().fields()) {
      String name = field.name();
      if (name.length() < 2 || (name.charAt(0) | 0x20) != 'x' || name.charAt(1) != '-') {
        continue;
      }
      if (name.equalsIgnoreCase("X-Original-URI") || name.equalsIgnoreCase("X-Forwarded-Uri")) {
        uri.tell(field.value());
      } else if (name.equalsIgnoreCase("X-Original-Method")
          || name.equalsIgnoreCase("X-Forwarded-Method")) {
        method.tell(field.value());
      } else if (name.equalsIgnoreCase("X-Original-Host")
          || name.equalsIgnoreCase("X-Forwarded-Host")) {
        host.tellHost(field.value());
      }
    }
    if (below && host.text.isEmpty()) {
      host.tellHost(request.headers().first("Host").orElse(""));
    }
    return method.twice || uri.twice || host.twice
        ? Optional.empty()
        : Optional.of(
            new Original(
                method.text.isEmpty() ? request.method() : method.text, uri.text, host.text));
  }

  /** This request, as far as it is told, of a question about it. */
  Request request(Request question) {
    return new Request(method, uri, question.headers(), question.body(), question.origin());
  }

  /** In lower case, without a port; empty if not told. */
  String host() {
    return host(authority);
  }

  /** A host without its port, and without the dot of the root. */
  static String host(String authority) {
    int colon = authority.lastIndexOf(':');
    int end = colon > authority.lastIndexOf(']') ? colon : authority.length();
    int dot = end > 1 && authority.charAt(end - 1) == '.' ? end - 1 : end;
    return authority.substring(0, dot).toLowerCase(Locale.ROOT);
  }

  /** One fact, told once or several times. */
  private static final class Told {
    private String text = "";
    private boolean twice;

    /** With or without its port, it is the same host. */
    void tellHost(String value) {
      if (!text.isEmpty() && host(text).equals(host(value))) {
        return;
      }
      tell(value);
    }

    void tell(String value) {
      if (value.isEmpty()) {
        return;
      }
      twice |= !text.isEmpty() && !text.equals(value);
      text = value;
    }
  }
}
