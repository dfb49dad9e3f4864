package dev.jeton.http;

import java.util.Optional;

/**
 * A request that was looked at and is handed on to Vert.x.
 *
 * @param begun what the handler has made of it, if it was asked
 */
record Handed(Received received, Optional<Work> begun) {}
