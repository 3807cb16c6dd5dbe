/** One immutable, validated {@link dev.chatman.settings.Settings} record, and the readers that make it. */
@NullMarked
package dev.chatman.settings;

import org.jspecify.annotations.NullMarked;
