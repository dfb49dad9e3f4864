/**
 * The audit trail's files: lines that are chained by their hashes, signed at intervals, and can be
 * read and verified without a server. docs/audit.md defines them for everyone.
 */
@NullMarked
package dev.jeton.journal;

import org.jspecify.annotations.NullMarked;
