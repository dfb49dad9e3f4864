/** Values that must never be printed, logged or compared in variable time. */
@NullMarked
package dev.jeton.secret;

import org.jspecify.annotations.NullMarked;
