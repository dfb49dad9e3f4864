package dev.jeton.session;

/**
 * An account as a session names it.
 *
 * @param id the stable numeric id, from 1
 * @param name the login
 */
public record Principal(long id, String name) {}
