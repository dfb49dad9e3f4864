package dev.jeton.dialect.oauth;

import dev.jeton.jose.OwnJwt;
import dev.jeton.jose.SessionClaims;
import dev.jeton.session.Binding;
import dev.jeton.session.Grant;
import dev.jeton.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** What introspection tells of a live session (RFC 7662, section 2.2), member by member. */
final class SessionFacts {
  private SessionFacts() {}

  static SequencedMap<String, Object> of(Session session, String issuer) {
    var members = new LinkedHashMap<String, Object>();
    members.put("active", true);
    members.put("sub", session.subjectName());
    members.put("username", session.subject().name());
    session.grant().ifPresent(grant -> members.put("client_id", grant.client().name()));
    members.put("iss", issuer);
    session
        .grant()
        .map(Grant::audience)
        .filter(audience -> !audience.isEmpty())
        .ifPresent(audience -> members.put("aud", audience(audience)));
    members.put("jti", session.id().text());
    members.put("iat", session.issuedAt().getEpochSecond());
    members.put("nbf", session.issuedAt().getEpochSecond());
    members.put("exp", session.deadline().getEpochSecond());
    members.put("token_type", tokenType(session));
    members.putAll(SessionClaims.of(session));
    return members;
  }

  /** What a JWT of ours tells in place of its session, for which it stands a short while. */
  static Map<String, Object> of(OwnJwt.Genuine jwt) {
    return Map.of(
        "aud", audience(jwt.audience()),
        "jti", jwt.id(),
        "iat", jwt.issuedAt().getEpochSecond(),
        "nbf", jwt.issuedAt().getEpochSecond(),
        "exp", jwt.until().getEpochSecond());
  }

  private static Object audience(List<String> audience) {
    return audience.size() == 1 ? audience.getFirst() : audience;
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
}
