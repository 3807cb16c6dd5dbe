/** The terminal face. */
@NullMarked
package dev.chatman.cli;

import org.jspecify.annotations.NullMarked;
