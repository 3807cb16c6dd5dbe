/** Anthropic's Messages API as a codec. */
@NullMarked
package dev.chatman.provider.anthropic;

import org.jspecify.annotations.NullMarked;
