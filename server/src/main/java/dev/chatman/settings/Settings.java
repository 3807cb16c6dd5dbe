package dev.chatman.settings;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a user can set, valid and complete. Replaced whole when a source changes, never modified.
 *
 * @param provider {@code auto}, {@code local}, a built-in id or a name under {@code providers}
 * @param model the model to ask; null leaves it to the provider
 * @param retryAttempts tries after the first
 * @param timeout the longest silence allowed of a cloud provider; null leaves the clocks at their defaults
 * @param providers the endpoints by name, in the order in which they were written
 * @param embedded the embedded engine
 */
public record Settings(
        String provider,
        @Nullable String model,
        int retryAttempts,
        @Nullable Duration timeout,
        Map<String, ProviderSettings> providers,
        EmbeddedSettings embedded) {

    /** What holds where nothing is set. */
    public static final Settings DEFAULTS = new Settings("auto", null, 3, null, Map.of(), EmbeddedSettings.DEFAULTS);
}
