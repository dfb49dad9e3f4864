package dev.jeton.config;

/** A value and where it stands. */
record Given(Origin origin, Content content) {}
