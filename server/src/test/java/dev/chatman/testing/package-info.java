/** Test fixtures shared by all packages: a model endpoint that misbehaves on demand, and sinks that remember. */
@NullMarked
package dev.chatman.testing;

import org.jspecify.annotations.NullMarked;
