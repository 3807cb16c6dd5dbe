/** The child process: the only code that touches the native binding. */
@NullMarked
package dev.chatman.provider.embedded.host;

import org.jspecify.annotations.NullMarked;
