/**
 * Sessions, their life and their store; the one sequence that every command of every dialect goes
 * through.
 */
@NullMarked
package dev.jeton.session;

import org.jspecify.annotations.NullMarked;
