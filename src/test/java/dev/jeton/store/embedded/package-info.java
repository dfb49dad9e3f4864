/** The embedded store's own promises: what survives, what is refused, and at what cost. */
@NullMarked
package dev.jeton.store.embedded;

import org.jspecify.annotations.NullMarked;
