/**
 * The neutral form of requests and replies, and the readers and writers that every dialect shares:
 * XML, JSON, percent-encoding.
 */
@NullMarked
package dev.jeton.wire;

import org.jspecify.annotations.NullMarked;
