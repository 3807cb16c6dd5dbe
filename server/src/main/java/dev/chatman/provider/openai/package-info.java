/** The OpenAI-compatible adapter: Chat Completions as a codec, quirks as data. */
@NullMarked
package dev.chatman.provider.openai;

import org.jspecify.annotations.NullMarked;
