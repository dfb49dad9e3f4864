package dev.jeton.jose;

import dev.jeton.session.Binding;
import dev.jeton.session.Form;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tokens and answers tell of a session beside its subject and its times: the claims of RFC
 * 8693 and RFC 7800, and ours: {@code dialect}, {@code language}, {@code customer}, {@code form}.
 */
public final class SessionClaims {
  /** Before the name of a dialect, where a session has no OAuth client. */
  private static final String DIALECT = "urn:jeton:dialect:";

  private SessionClaims() {}

  /**
   * The {@code client_id} of a session. One that was not opened by OAuth has its dialect's: what
   * its caller says of itself is proved by nobody, and must not read as a client's name.
   */
  public static String client(Session session) {
    return session
        .grant()
        .map(grant -> grant.client().name())
        .orElseGet(() -> DIALECT + session.dialect());
  }

  /** The claims, in the order in which they are written. */
  public static Map<String, Object> of(Session session) {
    var claims = new LinkedHashMap<String, Object>();
    session
        .grant()
        .map(Grant::scope)
        .filter(scope -> !scope.isEmpty())
        .ifPresent(scope -> claims.put("scope", String.join(" ", scope)));
    act(session).ifPresent(act -> claims.put("act", act));
    session.grant().flatMap(Grant::binding).ifPresent(b -> claims.put("cnf", cnf(b)));
    claims.put("dialect", session.dialect());
    if (session.language() != 0) {
      claims.put("language", session.language());
    }
    session.customer().ifPresent(customer -> claims.put("customer", customer.name()));
    session.form().ifPresent(form -> claims.put("form", form(form)));
    return claims;
  }

  /** Who acts, and within that who acted before (RFC 8693, section 4.1). */
  private static Optional<Map<String, Object>> act(Session session) {
    var chain = new ArrayList<Principal>();
    if (!session.actor().equals(session.subject())) {
      chain.add(session.actor());
    }
    session.grant().ifPresent(grant -> chain.addAll(grant.actors()));
    Optional<Map<String, Object>> inner = Optional.empty();
    for (Principal each : chain.reversed()) {
      var act = new LinkedHashMap<String, Object>();
      act.put("sub", each.name());
      inner.ifPresent(former -> act.put("act", former));
      inner = Optional.of(act);
    }
    return inner;
  }

  private static Map<String, Object> cnf(Binding binding) {
    return switch (binding.method()) {
      case JKT -> Map.of("jkt", binding.thumbprint());
      case X5T_S256 -> Map.of("x5t#S256", binding.thumbprint());
    };
  }

  private static Map<String, Object> form(Form form) {
    var members = new LinkedHashMap<String, Object>();
    members.put("id", form.id());
    members.put("title", form.title());
    return members;
  }
}
