package dev.jeton.dialect;

import dev.jeton.wire.Headers;
import dev.jeton.wire.Reply;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What a server behind us is sent in place of a request. The body goes along as it comes; how it is
 * framed is the connection's own affair, and no field here tells it.
 *
 * @param target in origin form, undecoded
 * @param headers all fields but Host and those of the framing
 * @param repeatable whether doing it twice is doing it once, so that it may be sent again where a
 *     connection broke before any answer
 * @param denial what the client gets where no answer can be had
 * @param rewriting what the body of a good answer (200) becomes before the client gets it; the
 *     answer is then read whole, so it is meant for small ones
 */
public record Onward(
    String target,
    Headers headers,
    boolean repeatable,
    Function<Denial, Reply> denial,
    Optional<UnaryOperator<byte[]>> rewriting) {}
