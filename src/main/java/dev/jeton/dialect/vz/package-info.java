/**
 * The dialect of the VZ Virtual Organisation API: a query in, an envelope of JSON out, over TLS
 * alone.
 *
 * <p>Facts: the vendor's developer wiki, step 2 of its guide (authentication by token). Of our own
 * are {@code action=session} and {@code action=logout}.
 *
 * <p>Kept on purpose: every answer has the HTTP status 200, and tells in the envelope whether it is
 * an error; a request over plain HTTP gets no answer at all; {@code action=token} is sent by GET,
 * with the password in the query.
 */
@NullMarked
package dev.jeton.dialect.vz;

import org.jspecify.annotations.NullMarked;
