/**
 * What makes an account an OAuth client: what it may ask for, and what proves it beside a secret of
 * its own choice.
 */
@NullMarked
package dev.jeton.account.client;

import org.jspecify.annotations.NullMarked;
