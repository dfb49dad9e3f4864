package dev.jeton.dialect.oauth;

import dev.jeton.jose.ClientAssertions;
import dev.jeton.jose.DpopProofs;
import dev.jeton.session.GrantType;
import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** What the server says of itself (RFC 8414). */
final class Metadata {
  private static final String PATH = "/.well-known/oauth-authorization-server";
  private static final List<String> CLIENT_PROOFS =
      List.of("client_secret_basic", "client_secret_post", "private_key_jwt", "tls_client_auth");

  /** Answers to introspection that are signed, by any of our keys. */
  private static final List<String> SIGNED_BY = List.of("ES256", "EdDSA", "RS256");

  private final List<String> grants;

  Metadata(boolean password) {
    this.grants =
        Arrays.stream(GrantType.values())
            .filter(type -> password || type != GrantType.PASSWORD)
            .map(GrantType::wire)
            .sorted()
            .toList();
  }

  /** Where they are for this issuer: its path stands behind the well-known one (section 3.1). */
  static String path(String issuer) {
    return PATH + URI.create(issuer).getRawPath();
  }

  static boolean isAt(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  /** Where an endpoint is: beside the issuer, whatever its path. */
  static String url(String issuer, String path) {
    URI uri = URI.create(issuer);
    return uri.getScheme() + "://" + uri.getRawAuthority() + path;
  }

  Reply of(String issuer) {
    var members = new LinkedHashMap<String, Object>();
    members.put("issuer", issuer);
    members.put("token_endpoint", url(issuer, OAuth.TOKEN));
    members.put("introspection_endpoint", url(issuer, OAuth.INTROSPECT));
    members.put("revocation_endpoint", url(issuer, OAuth.REVOKE));
    members.put("jwks_uri", url(issuer, OAuth.KEYS));
    members.put("grant_types_supported", grants);
    members.put("response_types_supported", List.of());
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      members.put(endpoint + "_endpoint_auth_methods_supported", CLIENT_PROOFS);
      members.put(
          endpoint + "_endpoint_auth_signing_alg_values_supported", ClientAssertions.algorithms());
    }
    members.put("introspection_signing_alg_values_supported", SIGNED_BY);
    members.put("dpop_signing_alg_values_supported", DpopProofs.algorithms());
    members.put("tls_client_certificate_bound_access_tokens", true);
    return Reply.of(200, "application/json", Json.write(members))
        .with("Cache-Control", "public, max-age=300");
  }
}
