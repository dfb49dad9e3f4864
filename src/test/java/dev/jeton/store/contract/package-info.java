/** What every back end of a store must do, as tests that it inherits. */
@NullMarked
package dev.jeton.store.contract;

import org.jspecify.annotations.NullMarked;
