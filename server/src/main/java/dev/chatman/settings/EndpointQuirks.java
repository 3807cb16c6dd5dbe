package dev.chatman.settings;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an OpenAI-compatible endpoint differs from the standard; null means "as the standard has it".
 *
 * @param authHeader the header that carries the key, {@code Authorization} by default
 * @param authScheme what stands before the key in it, {@code Bearer} by default; empty for none
 * @param maxTokensField the name of the output limit, {@code max_tokens} by default
 * @param systemRole the role of system messages, {@code system} by default
 * @param streamOptions whether it understands {@code stream_options}
 * @param modelsPath where its catalogue is, relative to the base URL
 * @param dropParams parameters it rejects
 * @param extraBody members added to every request, as JSON values of the JDK: maps, lists, strings, numbers, booleans
 */
public record EndpointQuirks(
        @Nullable String authHeader,
        @Nullable String authScheme,
        @Nullable String maxTokensField,
        @Nullable String systemRole,
        @Nullable Boolean streamOptions,
        @Nullable String modelsPath,
        List<String> dropParams,
        Map<String, Object> extraBody) {

    public static final EndpointQuirks NONE =
            new EndpointQuirks(null, null, null, null, null, null, List.of(), Map.of());
}
