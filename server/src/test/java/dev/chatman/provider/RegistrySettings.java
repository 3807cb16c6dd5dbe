package dev.chatman.provider;

import dev.chatman.settings.ClockSettings;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings that name who answers, and an endpoint at {@link #WORK}. */
final class RegistrySettings {

    static final String WORK = "https://gpu.example/v1";

    private RegistrySettings() {}

    static Settings of(String provider, @Nullable String model, ProviderSettings... named) {
        return new Settings(
                provider,
                model,
                3,
                null,
                List.of(named).stream().collect(Collectors.toMap(ProviderSettings::name, entry -> entry)),
                EmbeddedSettings.DEFAULTS);
    }

    static ProviderSettings work(@Nullable String model) {
        return new ProviderSettings(
                "work",
                "openai-compatible",
                URI.create(WORK),
                null,
                Map.of(),
                model,
                null,
                null,
                ClockSettings.DEFAULTS,
                EndpointQuirks.NONE);
    }
}
