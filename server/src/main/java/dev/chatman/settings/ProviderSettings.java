package dev.chatman.settings;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint.
 *
 * @param name what the user calls it
 * @param type the built-in type that talks to it
 * @param baseUrl where it is; null means the type's own default
 * @param apiKey where its key comes from; null when it needs none
 * @param headers sent with every request
 * @param model its default model
 * @param maxOutputTokens the longest answer wanted
 * @param temperature sent only when set
 * @param clocks time limits that differ from the defaults
 * @param quirks how it differs from the standard
 */
public record ProviderSettings(
        String name,
        String type,
        @Nullable URI baseUrl,
        @Nullable Credential apiKey,
        Map<String, String> headers,
        @Nullable String model,
        @Nullable Integer maxOutputTokens,
        @Nullable Double temperature,
        ClockSettings clocks,
        EndpointQuirks quirks) {

    /** An entry that says nothing but where its endpoint is. */
    public static ProviderSettings at(String name, String type, @Nullable URI baseUrl) {
        return new ProviderSettings(
                name, type, baseUrl, null, Map.of(), null, null, null, ClockSettings.DEFAULTS, EndpointQuirks.NONE);
    }

    /** With the address of its type where it has none, and with the vendor's key where that is its address. */
    ProviderSettings completedBy(ProviderType builtIn) {
        ProviderType.Home home = builtIn.home();
        if (home == null) {
            return this;
        }
        URI address = baseUrl == null ? home.baseUrl() : baseUrl;
        return new ProviderSettings(
                name,
                type,
                address,
                apiKey == null && home.isAt(address) ? home.apiKey() : apiKey,
                headers,
                model,
                maxOutputTokens,
                temperature,
                clocks,
                quirks);
    }

    /** Without what may hold a secret: headers and extra members of the request. */
    @Override
    public String toString() {
        return "ProviderSettings[name=" + name + ", type=" + type + ", baseUrl=" + baseUrl + ", apiKey=" + apiKey + "]";
    }
}
