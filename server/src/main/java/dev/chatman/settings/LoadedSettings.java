package dev.chatman.settings;

import java.util.List;
import java.util.Map;

/**
 * Settings, and the story of how they came about.
 *
 * @param origins for each dotted key that was set: the source it was taken from
 * @param problems what could not be used
 */
public record LoadedSettings(Settings settings, Map<String, String> origins, List<SettingsProblem> problems) {

    public LoadedSettings {
        origins = Map.copyOf(origins);
        problems = List.copyOf(problems);
    }
}
