/**
 * Hands the operations that are not a session's own to the server behind a dialect, for whoever has
 * a live session there: whose a request is, and what the server behind is told in its place. Who
 * carries the octets is {@code http}.
 */
@NullMarked
package dev.jeton.relay;

import org.jspecify.annotations.NullMarked;
