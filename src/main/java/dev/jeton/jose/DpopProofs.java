package dev.jeton.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.jeton.secret.Secret;
import dev.jeton.session.Binding;
import dev.jeton.session.Possession;
import dev.jeton.session.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads DPoP proofs: what a client signs for one request to prove that it holds a key (RFC 9449,
 * section 4.3).
 */
public final class DpopProofs {
  private static final String TYPE = "dpop+jwt";
  private static final int LONGEST_ID = 256;

  /** How long before its use a proof may have been made. */
  private static final Duration FRESH_FOR = Duration.ofMinutes(5);

  /** By how much the client's clock may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** No account's: a proof is known by its key and its id. */
  private static final long NOBODY = 0;

  private final DpopNonces nonces;
  private final boolean nonceRequired;

  /**
   * Makes it.
   *
   * @param nonceRequired whether a proof must name a nonce; one that it names must hold in any case
   */
  public DpopProofs(DpopNonces nonces, boolean nonceRequired) {
    this.nonces = nonces;
    this.nonceRequired = nonceRequired;
  }

  /**
   * What a proof must be of.
   *
   * @param url without its query, as the client sees it
   * @param token the access token that comes with the request, if one does
   */
  public record Use(String method, String url, Optional<Secret> token) {}

  /** What came of reading. */
  public sealed interface Reading {}

  /** Its sender holds this key; whether the proof was used before is for the core to tell. */
  public record Proved(Possession possession) implements Reading {}

  /** It is sound, and must name this nonce ({@code use_dpop_nonce}, section 8). */
  public record WantsNonce(String nonce) implements Reading {}

  /**
   * It proves nothing ({@code invalid_dpop_proof}).
   *
   * @param why for the log and the error's description; it quotes nothing of the proof
   */
  public record Invalid(String why) implements Reading {}

  /** The algorithms that may sign it, as metadata lists them. */
  public static List<String> algorithms() {
    return Jws.algorithms();
  }

  /** Reads the value of the one field {@code DPoP} that a request has. */
  public Reading read(String proof, Use use, Instant now) {
    Optional<Jws> read = Jws.of(proof);
    if (read.isEmpty()) {
      return new Invalid("it is no JWT signed by an asymmetric algorithm");
    }
    Jws jws = read.get();
    JWK key = jws.header().getJWK();
    if (!jws.isOfType(TYPE)) {
      return new Invalid("its type is not dpop+jwt");
    }
    if (key == null || !jws.isSignedBy(key)) {
      return new Invalid("it is not signed by the public key in its header");
    }
    return read(jws.claims(), key, use, now);
  }

  private Reading read(JWTClaimsSet claims, JWK key, Use use, Instant now) {
    String id = claims.getJWTID();
    if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
      return new Invalid("it has no jti");
    }
    if (!use.method().equals(text(claims, "htm"))) {
      return new Invalid("it is for another method");
    }
    if (!isFor(text(claims, "htu"), use.url())) {
      return new Invalid("it is for another URL");
    }
    if (claims.getIssueTime() == null) {
      return new Invalid("it has no iat");
    }
    Instant issued = claims.getIssueTime().toInstant();
    if (issued.isAfter(now.plus(AHEAD)) || !now.isBefore(issued.plus(FRESH_FOR))) {
      return new Invalid("it was not made just now");
    }
    if (use.token().isPresent() && !hash(use.token().get()).equals(text(claims, "ath"))) {
      return new Invalid("it is for another token");
    }
    String nonce = text(claims, "nonce");
    if (nonce.isEmpty() ? nonceRequired : !nonces.holds(nonce, now)) {
      return new WantsNonce(nonces.at(now));
    }
    return new Proved(possession(key, id, issued.plus(FRESH_FOR)));
  }

  private static Possession possession(JWK key, String id, Instant freshUntil) {
    String thumbprint;
    try {
      thumbprint = key.computeThumbprint().toString();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    byte[] once = sha256((thumbprint + " " + id).getBytes(StandardCharsets.UTF_8));
    return new Possession(
        new Binding(Binding.Method.JKT, thumbprint),
        Optional.of(new Proof(NOBODY, once, freshUntil)));
  }

  private static boolean isFor(String claimed, String url) {
    Optional<String> wanted = TargetUri.of(url);
    return wanted.isPresent() && wanted.equals(TargetUri.of(claimed));
  }

  /** The text of a claim; empty if there is none. */
  private static String text(JWTClaimsSet claims, String name) {
    try {
      return Optional.ofNullable(claims.getStringClaim(name)).orElse("");
    } catch (ParseException _) {
      return "";
    }
  }

  /** What {@code ath} must be. */
  private static String hash(Secret token) {
    return OwnHeader.base64(sha256(token.revealOctets()));
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
