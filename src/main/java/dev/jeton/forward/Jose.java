package dev.jeton.forward;

import dev.jeton.jose.DpopProofs;
import dev.jeton.jose.JwtIssuer;
import dev.jeton.jose.OwnJwts;
import java.time.InstantSource;

/**
 * What this surface needs of JSON Web Tokens.
 *
 * @param own reads ours
 * @param proofs reads those by which clients prove that they hold a key
 * @param issuer makes ours
 * @param clock tells which of them are in force
 */
public record Jose(OwnJwts own, DpopProofs proofs, JwtIssuer issuer, InstantSource clock) {}
