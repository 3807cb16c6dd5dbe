package dev.chatman.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects, while settings are read, where each value came from and what could not be used. One thread. */
final class Findings {
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<SettingsProblem> problems = new ArrayList<>();

    void taken(String key, String source) {
        origins.put(key, source);
    }

    void problem(String source, String key, String message) {
        problems.add(new SettingsProblem(source, key, message));
    }

    LoadedSettings with(Settings settings) {
        return new LoadedSettings(settings, origins, problems);
    }
}
