package dev.jeton.account;

import java.time.Duration;

/**
 * What it took to find out whether a password is right.
 *
 * @param way as {@link Account#way} says
 * @param took without what it waited for its turn
 */
record Effort(String way, Duration took) {}
