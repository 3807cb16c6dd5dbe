package dev.chatman.settings;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The embedded engine.
 *
 * @param engine which body runs the model
 * @param llamaServer the {@code llama-server} binary; null looks on the PATH
 * @param model a catalogue id or the path of a GGUF file; null means the default model
 * @param contextTokens how much context the engine gets
 * @param threads how many threads it uses; null means all cores but one, at most 8
 * @param idleStop after how long without a chat the engine is stopped
 */
public record EmbeddedSettings(
        Engine engine,
        @Nullable Path llamaServer,
        @Nullable String model,
        int contextTokens,
        @Nullable Integer threads,
        Duration idleStop) {

    /** What runs the model. */
    public enum Engine {
        /** A child JVM with the bundled binding. */
        BUNDLED("bundled"),
        /** The user's own {@code llama-server}. */
        LLAMA_SERVER("llama-server");

        private final String wireName;

        Engine(String wireName) {
            this.wireName = wireName;
        }

        /** How settings write it. */
        public String wireName() {
            return wireName;
        }
    }

    public static final EmbeddedSettings DEFAULTS =
            new EmbeddedSettings(Engine.BUNDLED, null, null, 4096, null, Duration.ofMinutes(10));
}
