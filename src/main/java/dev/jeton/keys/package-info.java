/** The server's own keys, each with an id, and what is computed under them. */
@NullMarked
package dev.jeton.keys;

import org.jspecify.annotations.NullMarked;
