package dev.jeton.relay;

import dev.jeton.dialect.Identity;
import dev.jeton.secret.Secret;
import dev.jeton.wire.Headers;
import dev.jeton.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The header fields that a server behind is sent: the caller's, less what only we may tell. */
final class OnwardFields {
  /**
   * In lower case, underscores as dashes, since some servers take one for the other. Framing and
   * Host are the connection's; the next ones tell of the caller and of the way, which we do by
   * ourselves; the last two would let the caller ask for another path than the one that we saw.
   */
  private static final Set<String> NOT_THE_CALLERS =
      Set.of(
          "content-length",
          "expect",
          "host",
          "transfer-encoding",
          "forwarded",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-port",
          "x-forwarded-prefix",
          "x-forwarded-proto",
          "x-forwarded-server",
          "x-real-ip",
          "x-request-id",
          "x-original-url",
          "x-rewrite-url");

  private static final String VIA = "1.1 jeton";

  private OnwardFields() {}

  /**
   * For a session.
   *
   * @param identity tells whose
   * @param phantom stands for it in the place of whatever Authorization the caller sent
   */
  static Headers of(Request request, Identity identity, Optional<Secret> phantom) {
    List<Headers.Field> fields = callers(request);
    phantom.ifPresent(
        token -> {
          fields.removeIf(field -> field.name().equalsIgnoreCase("Authorization"));
          fields.add(new Headers.Field("Authorization", "Bearer " + token.revealText()));
        });
    fields.addAll(identity.headers().fields());
    way(request, fields);
    return new Headers(fields);
  }

  /** For a description, which is to come as it is, and of which nobody's session is told. */
  static Headers forDescription(Request request) {
    List<Headers.Field> fields = callers(request);
    fields.removeIf(
        field ->
            field.name().equalsIgnoreCase("Accept-Encoding")
                || field.name().equalsIgnoreCase("Range")
                || field.name().regionMatches(true, 0, "If-", 0, 3));
    fields.addAll(Identity.NOBODY.headers().fields());
    way(request, fields);
    return new Headers(fields);
  }

  private static List<Headers.Field> callers(Request request) {
    var fields = new ArrayList<Headers.Field>();
    for (Headers.Field field : request.headers().endToEnd().fields()) {
      String name = field.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (!NOT_THE_CALLERS.contains(name) && !Identity.isNamedBy(name)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /**
   * By which the request came to us; each field alone, so that none of the caller's is believed.
   */
  private static void way(Request request, List<Headers.Field> fields) {
    String base = request.origin().base();
    fields.add(new Headers.Field("X-Forwarded-For", request.origin().address()));
    fields.add(
        new Headers.Field("X-Forwarded-Proto", request.origin().secure() ? "https" : "http"));
    fields.add(new Headers.Field("X-Forwarded-Host", base.substring(base.indexOf("://") + 3)));
    fields.add(new Headers.Field("Via", VIA));
  }
}
