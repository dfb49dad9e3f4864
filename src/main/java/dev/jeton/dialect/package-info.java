/**
 * What a dialect is: a pure translation between a vendor's bytes and the core's commands and
 * outcomes.
 */
@NullMarked
package dev.jeton.dialect;

import org.jspecify.annotations.NullMarked;
