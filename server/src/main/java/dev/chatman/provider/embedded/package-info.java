/** The embedded engine: model files, and the child process that runs them. */
@NullMarked
package dev.chatman.provider.embedded;

import org.jspecify.annotations.NullMarked;
