@NullMarked
package dev.jeton.admin;

import org.jspecify.annotations.NullMarked;
