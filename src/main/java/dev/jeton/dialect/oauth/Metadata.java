package dev.jeton.dialect.oauth;

import dev.jeton.wire.Json;
import dev.jeton.wire.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;

/** What the server says of itself (RFC 8414). */
final class Metadata {
  private static final String PATH = "/.well-known/oauth-authorization-server";
  private static final List<String> CLIENT_PROOFS =
      List.of("client_secret_basic", "client_secret_post", "tls_client_auth");

  private final List<String> grants;

  Metadata(boolean password) {
    this.grants =
        TokenEndpoint.GRANTS.stream().filter(g -> password || !g.equals("password")).toList();
  }

  /** Where they are for this issuer: its path stands behind the well-known one (section 3.1). */
  static String path(String issuer) {
    return PATH + URI.create(issuer).getRawPath();
  }

  static boolean isAt(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  Reply of(String issuer) {
    URI uri = URI.create(issuer);
    String host = uri.getScheme() + "://" + uri.getRawAuthority();
    var members = new LinkedHashMap<String, Object>();
    members.put("issuer", issuer);
    members.put("token_endpoint", host + OAuth.TOKEN);
    members.put("introspection_endpoint", host + OAuth.INTROSPECT);
    members.put("revocation_endpoint", host + OAuth.REVOKE);
    members.put("jwks_uri", host + OAuth.KEYS);
    members.put("grant_types_supported", grants);
    members.put("response_types_supported", List.of());
    for (String endpoint : List.of("token", "introspection", "revocation")) {
      members.put(endpoint + "_endpoint_auth_methods_supported", CLIENT_PROOFS);
    }
    members.put("tls_client_certificate_bound_access_tokens", true);
    return Reply.of(200, "application/json", Json.write(members))
        .with("Cache-Control", "public, max-age=300");
  }
}
