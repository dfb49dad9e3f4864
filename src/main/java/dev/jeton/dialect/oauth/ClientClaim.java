package dev.jeton.dialect.oauth;

import dev.jeton.jose.ClientAssertions;
import dev.jeton.secret.Secret;
import dev.jeton.session.Claim;
import dev.jeton.session.Credential;
import dev.jeton.wire.Form;
import dev.jeton.wire.PercentEncoding;
import dev.jeton.wire.PercentEncoding.Plus;
import dev.jeton.wire.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who a request says its client is, and by what: in exactly one way (RFC 6749, section 2.3). */
final class ClientClaim {
  private static final String CLIENT_ID = "client_id";
  private static final String CLIENT_SECRET = "client_secret";
  private static final String ASSERTION = "client_assertion";
  private static final String ASSERTION_TYPE = "client_assertion_type";
  private static final String BASIC = "Basic ";

  private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final Supplier<String> issuer;
  private final InstantSource clock;

  /**
   * Makes it.
   *
   * @param issuer as {@link OAuth} has it
   */
  ClientClaim(Supplier<String> issuer, InstantSource clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /**
   * Reads it.
   *
   * @throws Unacceptable if there is none, or more than one
   */
  Claim read(Request request, Form form) throws Unacceptable {
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
      return ofOne(basic(authorization.getFirst()), id);
    }
    if (assertion.isPresent()) {
      return form.value(ASSERTION_TYPE).filter(BEARER::equals).isPresent()
          ? ofOne(assertion(assertion.get(), request), id)
          : ofOne(Optional.empty(), id);
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

  /** A claim that may be of no other client than the one that is named beside it. */
  private static Claim ofOne(Optional<Claim> claim, Optional<String> id) throws Unacceptable {
    Claim proved = claim.orElseThrow(ClientClaim::invalid);
    if (id.isPresent() && !id.get().equals(proved.name())) {
      throw new Unacceptable(
          "two-clients", OAuthError.INVALID_REQUEST, "The request names two clients.");
    }
    return proved;
  }

  /** RFC 7523, section 3; many clients name the endpoint in place of the issuer. */
  private Optional<Claim> assertion(String text, Request request) {
    Set<String> us =
        Stream.of(
                issuer.get(),
                Metadata.url(issuer.get(), OAuth.TOKEN),
                request.origin().base() + request.path())
            .collect(Collectors.toSet());
    return switch (ClientAssertions.read(Secret.of(text), us, clock.instant())) {
      case ClientAssertions.Offered(String client, var proof) ->
          Optional.of(new Claim(client, proof));
      case ClientAssertions.Unfit _ -> Optional.empty();
    };
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
