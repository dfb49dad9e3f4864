/**
 * {@code jeton.yaml}, the environment and the command line, bound to the features' own
 * configuration records.
 *
 * <p>Strict: nothing unknown is passed over, nothing bad is made to fit, and all that is wrong is
 * told at once. Inside, a bad value is an {@link IllegalArgumentException}, as it is in the
 * records' constructors; outside, it is a {@link dev.jeton.config.Problem}.
 */
@NullMarked
package dev.jeton.config;

import org.jspecify.annotations.NullMarked;
