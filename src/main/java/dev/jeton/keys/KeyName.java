package dev.jeton.keys;

/** Tells a key from all others of a server. */
public record KeyName(KeyKind kind, int id) {}
