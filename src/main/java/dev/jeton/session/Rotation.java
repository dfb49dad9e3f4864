package dev.jeton.session;

import java.time.Instant;

/**
 * Which refresh token of a family is the one to be used.
 *
 * @param generation from 0
 * @param at since when
 */
public record Rotation(int generation, Instant at) {}
