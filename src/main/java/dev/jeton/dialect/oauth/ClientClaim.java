package dev.jeton.dialect.oauth;

import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.wire.Form;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Plus;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Who a request says its client is, and by what: in exactly one way (RFC 6749, section 2.3). */
final class ClientClaim {
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";
  private static final String ASSERTION = "client_assertion";
  private static final String ASSERTION_TYPE = "client_assertion_type";
  private static final String BASIC = "Basic ";

  private ClientClaim() {}

  /**
   * Reads it.
   *
   * @throws Unacceptable if there is none, or more than one
   */
  static Claim read(Request request, Form form) throws Unacceptable {
    List<String> authorization = request.headers().all("Authorization");
    Optional<String> id = form.value(CLIENT_ID);
    Optional<String> secret = form.value(CLIENT_SECRET);
    Optional<String> assertion = form.value(ASSERTION);
    int ways =
        authorization.size() + (secret.isPresent() ? 1 : 0) + (assertion.isPresent() ? 1 : 0);
    if (ways > 1) {
      throw new Unacceptable(
          "two-client-proofs",
          OAuthError.INVALID_REQUEST,
          "The client proves itself in more than one way.");
    }
    if (!authorization.isEmpty()) {
      Claim claim = basic(authorization.getFirst()).orElseThrow(ClientClaim::invalid);
      if (id.isPresent() && !id.get().equals(claim.name())) {
        throw new Unacceptable(
            "two-clients", OAuthError.INVALID_REQUEST, "The request names two clients.");
      }
      return claim;
    }
    if (assertion.isPresent() || form.value(ASSERTION_TYPE).isPresent()) {
      throw invalid();
    }
    if (id.isPresent() && secret.isPresent()) {
      return claim(id.get(), secret.get());
    }
    if (id.isPresent() && request.origin().certificate().isPresent()) {
      Request.Certificate shown = request.origin().certificate().get();
      return new Claim(id.get(), new Credential.Certificate(shown.subject(), shown.sha256()));
    }
    throw invalid();
  }

  /** RFC 6749, section 2.3.1: both halves are encoded as in a form before they are joined. */
  private static Optional<Claim> basic(String field) {
    if (!field.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Optional.empty();
    }
    String pair;
    try {
      pair =
          new String(
              Base64.getDecoder().decode(field.substring(BASIC.length()).strip()),
              StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    int colon = pair.indexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    Optional<String> id = decoded(pair.substring(0, colon));
    Optional<String> secret = decoded(pair.substring(colon + 1));
    return id.isPresent() && secret.filter(text -> !text.isEmpty()).isPresent()
        ? Optional.of(claim(id.get(), secret.get()))
        : Optional.empty();
  }

  private static Claim claim(String id, String secret) {
    return new Claim(id, new Credential.ClientSecret(Secret.of(secret)));
  }

  private static Optional<String> decoded(String text) {
    return PercentEncoding.text(text, StandardCharsets.UTF_8, Plus.BLANK);
  }

  private static Unacceptable invalid() {
    return new Unacceptable("no-client-proof", Answers.INVALID_CLIENT);
  }
}
