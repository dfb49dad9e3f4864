/**
 * The dialect of the Wipsos web service: a pair of random keys in two headers buys a bearer token,
 * and {@code StatutToken} tells how long it is good for.
 *
 * <p>Facts: the vendor's page on authorization. Of our own are {@code DELETE /Token} and the form
 * of errors.
 *
 * <p>Kept on purpose: the end of validity is told as a local date and time without a zone; {@code
 * StatutToken} answers 200 whatever the token.
 */
@NullMarked
package dev.jeton.dialect.wipsos;

import org.jspecify.annotations.NullMarked;
