package dev.jeton.session;

/** What serving a command came to: its outcome, or a session that is being written. */
public sealed interface Served permits Outcome, Pending {}
