/** The command line: it parses, asks the running server, prints. */
@NullMarked
package dev.jeton.cli;

import org.jspecify.annotations.NullMarked;
