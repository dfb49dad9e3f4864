package dev.jeton.session;

import java.util.Optional;

/**
 * A key that a caller has proved to hold, as far as the request alone can tell.
 *
 * @param once what may be used only once, if the proof is such a thing
 */
public record Possession(Binding binding, Optional<Proof> once) {}
