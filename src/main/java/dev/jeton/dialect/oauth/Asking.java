package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Callers;
import dev.jeton.session.Claim;
import dev.jeton.wire.Form;
import dev.jeton.wire.MediaType;
import dev.jeton.wire.Request;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what every endpoint for clients wants alike: a form, by POST, and a proof of the client.
 */
final class Asking {
  private static final String FORM = "application/x-www-form-urlencoded";

  /** RFC 8707, section 2, and RFC 8693, section 2.1; nothing else (RFC 6749, section 3.2). */
  private static final Set<String> REPEATABLE = Set.of("resource", "audience");

  private final ClientClaim claims;

  /**
   * Makes it.
   *
   * @param issuer as {@link OAuth} has it
   */
  Asking(Supplier<String> issuer, InstantSource clock) {
    this.claims = new ClientClaim(issuer, clock);
  }

  /**
   * Reads a request.
   *
   * @throws Unacceptable if it can't be served
   */
  Asked read(Request request) throws Unacceptable {
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
    Claim client = claims.read(request, form.get());
    return new Asked(request, form.get(), client, Callers.of(request));
  }

  private static boolean isForm(Request request) {
    String type = request.headers().first("Content-Type").orElse("");
    return type.equals(FORM) || MediaType.of(type).is(FORM);
  }
}
