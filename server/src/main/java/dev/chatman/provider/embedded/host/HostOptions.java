package dev.chatman.provider.embedded.host;

import java.nio.file.Path;

/**
 * What the parent tells the child: three arguments, and the key by the environment, where other users cannot read it.
 *
 * @param key what every request has to carry
 */
record HostOptions(Path model, int contextTokens, int threads, int batchThreads, String key) {

    /** The environment variable with the key. */
    static final String KEY_VARIABLE = "CHATMAN_ENGINE_KEY";

    static HostOptions of(String[] args, String key) {
        if (args.length != 4 || key.isEmpty()) {
            throw new IllegalArgumentException(
                    "Usage: EmbeddedHost MODEL CONTEXT_TOKENS THREADS BATCH_THREADS, with " + KEY_VARIABLE + " set");
        }
        return new HostOptions(
                Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]), key);
    }

    @Override
    public String toString() {
        return "HostOptions[" + model + ", context " + contextTokens + ", threads " + threads + "]";
    }
}
