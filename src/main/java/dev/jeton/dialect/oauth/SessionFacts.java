package dev.jeton.dialect.oauth;

import dev.jeton.session.Binding;
import dev.jeton.session.Grant;
import dev.jeton.session.Principal;
import dev.jeton.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** What introspection tells of a live session (RFC 7662, section 2.2), member by member. */
final class SessionFacts {
  private SessionFacts() {}

  static SequencedMap<String, Object> of(Session session, String issuer) {
    var members = new LinkedHashMap<String, Object>();
    members.put("active", true);
    members.put("sub", session.subjectName());
    members.put("username", session.subject().name());
    act(session).ifPresent(act -> members.put("act", act));
    session.grant().ifPresent(grant -> grant(members, grant));
    members.put("iss", issuer);
    members.put("jti", session.id().text());
    members.put("iat", session.issuedAt().getEpochSecond());
    members.put("nbf", session.issuedAt().getEpochSecond());
    members.put("exp", session.deadline().getEpochSecond());
    members.put("token_type", tokenType(session));
    members.put("dialect", session.dialect());
    if (session.language() != 0) {
      members.put("language", session.language());
    }
    session.customer().ifPresent(customer -> members.put("customer", customer.name()));
    session
        .form()
        .ifPresent(form -> members.put("form", Map.of("id", form.id(), "title", form.title())));
    return members;
  }

  /** How its token is used: with a proof of its key, or by who has it. */
  static String tokenType(Session session) {
    boolean proved =
        session
            .grant()
            .flatMap(Grant::binding)
            .filter(binding -> binding.method() == Binding.Method.JKT)
            .isPresent();
    return proved ? "DPoP" : "Bearer";
  }

  private static void grant(Map<String, Object> members, Grant grant) {
    members.put("client_id", grant.client().name());
    if (!grant.scope().isEmpty()) {
      members.put("scope", String.join(" ", grant.scope()));
    }
    List<String> audience = grant.audience();
    if (!audience.isEmpty()) {
      members.put("aud", audience.size() == 1 ? audience.getFirst() : audience);
    }
    grant.binding().ifPresent(binding -> members.put("cnf", confirmation(binding)));
  }

  /** Who acts for the subject, and who did before (RFC 8693, section 4.1). */
  private static Optional<Map<String, Object>> act(Session session) {
    if (session.actor().id() == session.subject().id()) {
      return Optional.empty();
    }
    Map<String, Object> act = Map.of();
    for (Principal former : session.grant().map(Grant::actors).orElse(List.of()).reversed()) {
      act = acting(former, act);
    }
    return Optional.of(acting(session.actor(), act));
  }

  private static Map<String, Object> acting(Principal who, Map<String, Object> before) {
    var act = new LinkedHashMap<String, Object>();
    act.put("sub", who.name());
    if (!before.isEmpty()) {
      act.put("act", before);
    }
    return act;
  }

  private static Map<String, Object> confirmation(Binding binding) {
    return Map.of(
        switch (binding.method()) {
          case JKT -> "jkt";
          case X5T_S256 -> "x5t#S256";
        },
        binding.thumbprint());
  }
}
