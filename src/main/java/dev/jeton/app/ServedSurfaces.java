package dev.jeton.app;

import dev.jeton.config.Settings;
import dev.jeton.dialect.Dialect;
import dev.jeton.dialect.Surface;
import dev.jeton.dialect.Surfaces;
import dev.jeton.dialect.balans.Balans;
import dev.jeton.dialect.nout.Nout;
import dev.jeton.dialect.oauth.Jose;
import dev.jeton.dialect.oauth.OAuth;
import dev.jeton.dialect.vz.Vz;
import dev.jeton.dialect.wipsos.Wipsos;
import dev.jeton.forward.ForwardAuth;
import dev.jeton.jose.DpopNonces;
import dev.jeton.jose.DpopProofs;
import dev.jeton.jose.Jwks;
import dev.jeton.jose.JwtIssuer;
import dev.jeton.jose.OwnJwts;
import dev.jeton.keys.KeyRing;
import dev.jeton.relay.Relay;
import dev.jeton.secret.Secret;
import dev.jeton.session.Session;
import dev.jeton.session.SessionPolicy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a server speaks: the dialects, each with the server behind it, if there is one, and
 * forward-auth for the tokens of all of them.
 */
final class ServedSurfaces {
  private final Settings settings;
  private final JwtIssuer jwts;
  private final InstantSource clock;

  /** In the order in which they are asked whether a path is theirs. */
  private final List<Dialect> dialects;

  private final ForwardAuth forward;

  /**
   * Makes them.
   *
   * @param issuer who tokens say they are from
   */
  ServedSurfaces(
      Settings settings,
      Supplier<String> issuer,
      KeyRing keys,
      SecureRandom random,
      InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    var published = new Jwks(keys);
    this.jwts = new JwtIssuer(issuer, settings.jwt(), keys, published, random);
    var own = new OwnJwts(issuer, published);
    var proofs = new DpopProofs(new DpopNonces(keys), settings.oauth().dpopNonces());
    // A new dialect has its line here.
    this.dialects =
        List.of(
            new Balans(settings.balans()),
            new Vz(settings.vz(), clock),
            new Wipsos(settings.wipsos()),
            new OAuth(
                settings.oauth(),
                issuer,
                new Jose(published, jwts, own, proofs, settings.jwt().lifetime()),
                clock),
            new Nout(settings.nout(), clock));
    this.forward =
        new ForwardAuth(
            settings.forward(), dialects, new dev.jeton.forward.Jose(own, proofs, jwts, clock));
  }

  /** That of each dialect, by its name. */
  Map<String, SessionPolicy> policies() {
    return dialects.stream()
        .map(Dialect::policy)
        .collect(Collectors.toMap(SessionPolicy::dialect, Function.identity()));
  }

  /** What a listener with these dialects serves. */
  Surfaces of(Set<String> names) {
    return Surfaces.of(
        List.of(forward),
        dialects.stream().filter(d -> names.contains(d.name())).map(this::relaying).toList());
  }

  private Surface relaying(Dialect dialect) {
    return Optional.ofNullable(settings.upstreams().get(dialect.name()))
        .<Surface>map(upstream -> new Relay(dialect, upstream.relay(), this::phantom))
        .orElse(dialect);
  }

  /** A JSON Web Token of a session for an audience. */
  private Secret phantom(Session session, String audience) {
    return jwts.accessToken(session, List.of(audience), clock.instant());
  }
}
