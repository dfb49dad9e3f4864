/** What administrators do over HTTP: accounts, keys, sessions, token checks, as JSON. */
@NullMarked
package dev.jeton.admin;

import org.jspecify.annotations.NullMarked;
