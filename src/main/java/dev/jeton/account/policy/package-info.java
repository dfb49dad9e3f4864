/**
 * Which passwords may be set: long enough, none of the most common ones, none that holds the
 * account's name or a word that is refused, and none that is known from a breach. Nothing is asked
 * of their composition (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5.0, 6.2).
 */
@NullMarked
package dev.jeton.account.policy;

import org.jspecify.annotations.NullMarked;
