package dev.jeton.session;

/**
 * A name and what is to prove it.
 *
 * @param name the login, or the public half of an API key
 */
public record Claim(String name, Credential credential) {}
