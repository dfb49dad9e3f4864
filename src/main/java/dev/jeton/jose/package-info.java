/**
 * JSON Web Tokens (RFC 7519) by the server's signing keys, and what clients sign: assertions (RFC
 * 7523) and DPoP proofs (RFC 9449). What is read here may come from anybody.
 */
@NullMarked
package dev.jeton.jose;

import org.jspecify.annotations.NullMarked;
