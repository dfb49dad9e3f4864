/**
 * How passwords were hashed, here and elsewhere: each scheme computes what a password comes to
 * under its parameters, and reads and writes its own text. Bounds on parameters keep a hash that
 * somebody made up from holding a thread for minutes.
 */
@NullMarked
package dev.jeton.account.hash;

import org.jspecify.annotations.NullMarked;
