/**
 * The stores on RocksDB, in a folder of their own: nothing is acknowledged before it is on disk,
 * and one sync serves all that wait for it.
 */
@NullMarked
package dev.jeton.store.embedded;

import org.jspecify.annotations.NullMarked;
