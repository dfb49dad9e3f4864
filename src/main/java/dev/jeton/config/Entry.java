package dev.jeton.config;

/**
 * A name and its value as a source has them.
 *
 * @param name of a key, or what was meant to be one
 */
record Entry(String name, Given given) {}
