/**
 * The domain: conversations, turns, prompts and the engine that runs one turn. Knows the JDK and the provider SPI only;
 * what it needs from outside it names as ports ({@link Providers}, {@link Answerer}, {@link ConversationStore}).
 */
@NullMarked
package dev.chatman.chat;

import org.jspecify.annotations.NullMarked;
