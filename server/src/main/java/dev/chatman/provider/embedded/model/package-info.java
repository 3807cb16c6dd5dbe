/** Model files: which there are, where they come from, and what their headers say. */
@NullMarked
package dev.chatman.provider.embedded.model;

import org.jspecify.annotations.NullMarked;
