package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Callers;
import dev.jeton.session.Caller;
import dev.jeton.session.Claim;
import dev.jeton.wire.Form;
import dev.jeton.wire.MediaType;
import dev.jeton.wire.Request;
import java.util.Optional;
import java.util.Set;

/**
 * A form that a client has sent to an endpoint.
 *
 * @param issuer who this server is to it
 */
record Asked(Request request, Form form, Claim client, Caller caller, String issuer) {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** RFC 8707, section 2, and RFC 8693, section 2.1; nothing else (RFC 6749, section 3.2). */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  /**
   * Reads one.
   *
   * @throws Unacceptable if it can't be served
   */
  static Asked read(Request request, String issuer) throws Unacceptable {
    if (!request.method().equals("POST")) {
      throw new Unacceptable("method-not-allowed", OAuthError.wrongMethod("POST"));
    }
    if (!request.query().isEmpty()) {
      // Targets get into logs.
      throw new Unacceptable(
          "query-parameters",
          OAuthError.INVALID_REQUEST,
          "Parameters belong into the body, not behind the path.");
    }
    if (!isForm(request)) {
      throw new Unacceptable(
          "content-type",
          OAuthError.INVALID_REQUEST,
          "The body is to be of the type " + FORM + ".");
    }
    Optional<Form> form = Form.read(request.body(), REPEATABLE);
    if (form.isEmpty()) {
      throw new Unacceptable(
          "bad-form",
          OAuthError.INVALID_REQUEST,
          "The body is no form in UTF-8, or has a parameter more than once.");
    }
    Claim client = ClientClaim.read(request, form.get());
    return new Asked(request, form.get(), client, Callers.of(request), issuer);
  }

  /** What can't be left out. */
  String required(String parameter) throws Unacceptable {
    return form.value(parameter).orElseThrow(() -> Unacceptable.missing(parameter));
  }

  private static boolean isForm(Request request) {
    String type = request.headers().first("Content-Type").orElse("");
    return type.equals(FORM) || MediaType.of(type).is(FORM);
  }
}
