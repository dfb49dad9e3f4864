/**
 * What happened, for those who must answer for it: one event for every login, refusal, end and
 * administrative act.
 */
@NullMarked
package dev.jeton.audit;

import org.jspecify.annotations.NullMarked;
