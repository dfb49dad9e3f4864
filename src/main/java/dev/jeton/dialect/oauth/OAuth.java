package dev.jeton.dialect.oauth;

import dev.jeton.dialect.Callers;
import dev.jeton.dialect.Denial;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Exchange;
import dev.jeton.dialect.Flaw;
import dev.jeton.jose.Jwks;
import dev.jeton.secret.Secret;
import dev.jeton.session.Command;
import dev.jeton.session.Freshness;
import dev.jeton.session.Lifetime;
import dev.jeton.session.SessionPolicy;
import dev.jeton.session.TokenShape;
import dev.jeton.wire.Reply;
import dev.jeton.wire.Request;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Reads which endpoint is asked, and lets it read the rest. */
public final class OAuth implements Dialect {
  static final String TOKEN = "/oauth2/token";
  static final String INTROSPECT = "/oauth2/introspect";
  static final String REVOKE = "/oauth2/revoke";
  static final String KEYS = "/oauth2/jwks";

  private static final String NAME = "oauth";
  private static final Set<String> PATHS = Set.of(TOKEN, INTROSPECT, REVOKE, KEYS);
  private static final int TOKEN_OCTETS = 32;

  private final OAuthConfig config;
  private final Supplier<String> issuer;
  private final Asking asking;
  private final TokenEndpoint token;
  private final IntrospectionEndpoint introspection;
  private final RevocationEndpoint revocation;
  private final Metadata metadata;
  private final Jwks keys;

  /**
   * Makes the dialect.
   *
   * @param issuer who answers say they are from: a URL without query, fragment and slash at the
   *     end; asked for each, since the server's own address is known only once it listens
   * @param clock tells which proofs and JSON Web Tokens are in force
   */
  public OAuth(OAuthConfig config, Supplier<String> issuer, Jose jose, InstantSource clock) {
    this.config = config;
    this.issuer = issuer;
    this.asking = new Asking(issuer, clock);
    this.token = new TokenEndpoint(NAME, jose, config.certificateBound(), clock);
    this.introspection =
        new IntrospectionEndpoint(NAME, issuer, jose, config.introspectionTouch(), clock);
    this.revocation = new RevocationEndpoint(NAME, jose.own(), clock);
    this.keys = jose.keys();
    this.metadata = new Metadata(config.passwordGrant());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(String path) {
    return PATHS.contains(path) || Metadata.isAt(path);
  }

  @Override
  public SessionPolicy policy() {
    return new SessionPolicy(
        NAME,
        TokenShape.base64Url(TOKEN_OCTETS),
        Lifetime.fixed(config.lifetime()),
        Freshness.DEFAULT,
        0,
        OptionalInt.empty(),
        false);
  }

  @Override
  public Exchange read(Request request) {
    String path = request.path();
    String operation =
        PATHS.contains(path) ? path.substring(path.lastIndexOf('/') + 1) : "metadata";
    try {
      return exchange(request, path);
    } catch (Unacceptable refused) {
      return refused(operation, refused.cause(), request, refused.reply());
    }
  }

  @Override
  public Exchange refuse(Request request, Flaw flaw) {
    return refused("other", flaw.cause(), request, Answers.unreadable());
  }

  @Override
  public Optional<Secret> carried(Request request) {
    return BearerField.token(request.headers());
  }

  @Override
  public Reply denial(Request request, Denial denial) {
    return BearerField.denial(denial);
  }

  private Exchange exchange(Request request, String path) throws Unacceptable {
    if (!request.origin().secure() && !config.plainHttp()) {
      throw new Unacceptable(
          "plain-http", OAuthError.INVALID_REQUEST, "This server is asked over TLS alone.");
    }
    return switch (path) {
      case TOKEN -> token.read(asking.read(request));
      case INTROSPECT -> introspection.read(asking.read(request));
      case REVOKE -> revocation.read(asking.read(request));
      default -> described(request, path);
    };
  }

  private Exchange described(Request request, String path) throws Unacceptable {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw new Unacceptable("method-not-allowed", OAuthError.wrongMethod("GET, HEAD"));
    }
    if (path.equals(KEYS)) {
      return new Exchange("jwks", new Command.Describe(NAME), _ -> published());
    }
    if (!path.equals(Metadata.path(issuer.get()))) {
      throw new Unacceptable("not-found", OAuthError.notFound());
    }
    Reply reply = metadata.of(issuer.get());
    return new Exchange("metadata", new Command.Describe(NAME), _ -> reply);
  }

  private Reply published() {
    return Reply.of(200, "application/jwk-set+json", keys.text())
        .with("Cache-Control", "public, max-age=" + Jwks.MAX_AGE.toSeconds());
  }

  private static Exchange refused(String operation, String cause, Request request, Reply reply) {
    return new Exchange(
        operation, new Command.Malformed(NAME, cause, Callers.of(request)), _ -> reply);
  }
}
