package dev.jeton.dialect;

import dev.jeton.session.Command;
import dev.jeton.session.Outcome;
import dev.jeton.wire.Reply;
import java.util.function.Function;

/**
 * A request as its dialect understood it.
 *
 * @param operation what is asked, for the request log: a fixed word such as {@code GetToken}, never
 *     a value of the request
 * @param command for the core
 * @param answer writes the outcome; it never throws, whatever the outcome
 */
public record Exchange(String operation, Command command, Function<Outcome, Reply> answer) {}
