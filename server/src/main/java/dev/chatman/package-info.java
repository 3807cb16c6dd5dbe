/** Wiring by hand: the only place that knows every room. */
@NullMarked
package dev.chatman;

import org.jspecify.annotations.NullMarked;
