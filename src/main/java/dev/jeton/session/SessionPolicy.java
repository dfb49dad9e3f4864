package dev.jeton.session;

import java.util.OptionalInt;

/**
 * What the core must know of a dialect to open and keep its sessions.
 *
 * @param dialect its name
 * @param token the shape of its tokens
 * @param language the language of sessions whose login and account name none; 0 where the dialect
 *     has none
 * @param maximumLive how many live sessions an actor may have in it, the oldest ending first; empty
 *     for no bound
 * @param revealing whether its refusals carry their true cause
 */
public record SessionPolicy(
    String dialect,
    TokenShape token,
    Lifetime lifetime,
    Freshness freshness,
    int language,
    OptionalInt maximumLive,
    boolean revealing) {}
