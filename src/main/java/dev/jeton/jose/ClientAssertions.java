package dev.jeton.jose;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.jeton.secret.Secret;
import dev.jeton.session.Credential;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what clients sign to say who they are (RFC 7523, section 3; {@code private_key_jwt}).
 *
 * <p>An assertion must name this server alone as its audience. One that names several, or another
 * server beside us, could have been got from the client by that other server and be used here in
 * its name; the OpenID Foundation told of that in January 2025.
 */
public final class ClientAssertions {
  /** By how much the client's clock may differ. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** For how long an assertion may hold, and so for how long it is remembered. */
  private static final Duration LONGEST = Duration.ofHours(1);

  /** What the header may say that it is; without a word on that it is taken, too. */
  private static final List<String> TYPES = List.of("JWT", "client-authentication+jwt");

  private static final int LONGEST_ID = 256;

  private ClientAssertions() {}

  /** What came of reading. */
  public sealed interface Reading {}

  /**
   * It says that its bearer is this client, and is in force; whether the client has signed it, its
   * keys will tell.
   */
  public record Offered(String client, Credential.Assertion assertion) implements Reading {}

  /**
   * It can't prove anybody.
   *
   * @param why for the log; it quotes nothing of the assertion
   */
  public record Unfit(String why) implements Reading {}

  /** The algorithms that may sign it, as metadata lists them. */
  public static List<String> algorithms() {
    return Jws.algorithms();
  }

  /**
   * Reads an assertion.
   *
   * @param audiences by what it may name us: the issuer, and for clients that know no better the
   *     URL of the endpoint
   */
  public static Reading read(Secret assertion, Set<String> audiences, Instant now) {
    Optional<Jws> read = Jws.of(assertion.revealText());
    if (read.isEmpty()) {
      return new Unfit("it is no JWT signed by an algorithm that is taken");
    }
    Jws jws = read.get();
    if (jws.header().getType() != null && TYPES.stream().noneMatch(jws::isOfType)) {
      return new Unfit("it is of another type");
    }
    JWTClaimsSet claims = jws.claims();
    String client = claims.getSubject();
    String id = claims.getJWTID();
    if (client == null || client.isEmpty() || !client.equals(claims.getIssuer())) {
      return new Unfit("iss and sub are not one client");
    }
    if (claims.getAudience().size() != 1 || !audiences.contains(claims.getAudience().getFirst())) {
      return new Unfit("it is not for this server alone");
    }
    if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
      return new Unfit("it has no jti");
    }
    Optional<Instant> until = at(claims.getExpirationTime());
    if (until.isEmpty() || !now.isBefore(until.get().plus(SKEW))) {
      return new Unfit("it has expired");
    }
    if (until.get().isAfter(now.plus(LONGEST).plus(SKEW))) {
      return new Unfit("it would hold for longer than an hour");
    }
    Optional<Instant> issued = at(claims.getIssueTime());
    boolean early =
        isAfter(issued, now.plus(SKEW)) || isAfter(at(claims.getNotBeforeTime()), now.plus(SKEW));
    if (early) {
      return new Unfit("it is not in force yet");
    }
    if (issued.filter(at -> at.isBefore(now.minus(LONGEST).minus(SKEW))).isPresent()) {
      return new Unfit("it was issued more than an hour ago");
    }
    return new Offered(
        client,
        new Credential.Assertion(
            id, issued, until.get().plus(SKEW), keys -> isSignedByOneOf(jws, keys)));
  }

  /** Whether one of the client's keys has signed it; of those that name an id only its own may. */
  private static boolean isSignedByOneOf(Jws jws, String keys) {
    JWKSet set;
    try {
      set = JWKSet.parse(JsonObjects.parse(keys));
    } catch (ParseException _) {
      return false;
    }
    return set.getKeys().stream().anyMatch(key -> isFor(jws, key) && jws.isSignedBy(key));
  }

  private static boolean isFor(Jws jws, JWK key) {
    String wanted = jws.header().getKeyID();
    return (wanted == null || key.getKeyID() == null || wanted.equals(key.getKeyID()))
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY))
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(jws.header().getAlgorithm()));
  }

  private static boolean isAfter(Optional<Instant> at, Instant latest) {
    return at.filter(each -> each.isAfter(latest)).isPresent();
  }

  /** A library's null, at its border. */
  private static Optional<Instant> at(Date claim) {
    return Optional.ofNullable(claim).map(Date::toInstant);
  }
}
