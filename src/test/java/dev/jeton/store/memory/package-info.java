/**
 * The stores' meaning in a few maps: what every back end is compared with, and what other tests run
 * on.
 */
@NullMarked
package dev.jeton.store.memory;

import org.jspecify.annotations.NullMarked;
