/**
 * The listeners: connections, TLS, limits, what HTTP itself refuses, and the request log. Vert.x
 * and Netty appear here alone.
 */
@NullMarked
package dev.jeton.http;

import org.jspecify.annotations.NullMarked;
