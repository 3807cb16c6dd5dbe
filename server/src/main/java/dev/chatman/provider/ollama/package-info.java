/** The Ollama adapter: its native protocol, one JSON object a line. */
@NullMarked
package dev.chatman.provider.ollama;

import org.jspecify.annotations.NullMarked;
