/** Who may log in: accounts, their credentials, and the proof of a login. */
@NullMarked
package dev.jeton.account;

import org.jspecify.annotations.NullMarked;
