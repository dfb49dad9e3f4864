package dev.jeton.dialect.oauth;

import dev.jeton.jose.DpopProofs;
import dev.jeton.jose.Jwks;
import dev.jeton.jose.JwtIssuer;
import dev.jeton.jose.OwnJwts;
import java.time.Duration;

/**
 * What this dialect needs of JSON Web Tokens.
 *
 * @param keys that are published
 * @param issuer makes ours
 * @param own reads ours
 * @param proofs reads those by which clients prove that they hold a key
 * @param lifetime how long an access token of ours lives at the most
 */
public record Jose(
    Jwks keys, JwtIssuer issuer, OwnJwts own, DpopProofs proofs, Duration lifetime) {}
