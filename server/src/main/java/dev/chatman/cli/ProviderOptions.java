package dev.chatman.cli;

import com.google.gson.JsonObject;
import dev.chatman.settings.SettingsLayer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings that can stand on the command line. */
final class ProviderOptions {

    /** What the command line is called as a source of settings. */
    static final String SOURCE = "the command line";

    @Option(names = "--provider", paramLabel = "NAME", description = "Who answers: auto, local, or a provider's name.")
    @Nullable String provider;

    @Option(names = "--model", paramLabel = "ID", description = "The model to ask.")
    @Nullable String model;

    SettingsLayer layer() {
        JsonObject values = new JsonObject();
        if (provider != null) {
            values.addProperty("provider", provider);
        }
        if (model != null) {
            values.addProperty("model", model);
        }
        return new SettingsLayer(SOURCE, true, values);
    }
}
