package dev.jeton.dialect;

import dev.jeton.session.Caller;
import dev.jeton.wire.Request;
import java.util.HashMap;
import java.util.Map;

/** Who sent a request, for throttling and the audit event. */
public final class Callers {
  private static final String CERTIFICATE = "certificate";

  private Callers() {}

  /** As far as the connection tells. */
  public static Caller of(Request request) {
    return of(request, Map.of());
  }

  /**
   * As far as the connection tells, and what the caller says of itself.
   *
   * @param detail by name, bounded in length
   */
  public static Caller of(Request request, Map<String, String> detail) {
    Request.Origin origin = request.origin();
    if (origin.certificate().isEmpty()) {
      return new Caller(origin.address(), detail);
    }
    var all = new HashMap<>(detail);
    all.put(CERTIFICATE, origin.certificate().get().subject());
    return new Caller(origin.address(), all);
  }
}
