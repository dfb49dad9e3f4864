/**
 * Puts the server together and takes it apart again; and how a program on the same machine reaches
 * it.
 */
@NullMarked
package dev.jeton.app;

import org.jspecify.annotations.NullMarked;
