package dev.chatman.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A home in a temporary directory, with sources of settings put into it one by one. */
final class SettingsUnderTest {
    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private final List<SettingsLayer> layers = new ArrayList<>();

    SettingsUnderTest(Path home) {
        this.home = home;
    }

    SettingsUnderTest file(String json) {
        return file(json.getBytes(StandardCharsets.UTF_8));
    }

    SettingsUnderTest file(byte[] bytes) {
        try {
            Files.createDirectories(userFile().getParent());
            Files.write(userFile(), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path userFile() {
        return home.resolve(".config/chatman/config.json");
    }

    SettingsUnderTest variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds a layer weaker than those before it. */
    SettingsUnderTest trusted(String source, String json) {
        layers.add(new SettingsLayer(source, true, object(json)));
        return this;
    }

    SettingsUnderTest workspace(String json) {
        layers.add(new SettingsLayer("workspace", false, object(json)));
        return this;
    }

    LoadedSettings load() {
        Directories directories = new Directories(environment, "Linux", home.toString());
        return new SettingsLoader(environment, directories).load(layers);
    }

    /** Loads, and expects exactly one problem, about the given key, whose message holds the text. */
    Settings loadWithProblem(String key, String text) {
        LoadedSettings loaded = load();
        assertEquals(1, loaded.problems().size(), () -> "problems: " + loaded.problems());
        SettingsProblem problem = loaded.problems().get(0);
        assertEquals(key, problem.key());
        assertTrue(problem.message().contains(text), problem::message);
        return loaded.settings();
    }

    /** Loads, and expects no problem. */
    Settings loadCleanly() {
        LoadedSettings loaded = load();
        assertEquals(List.of(), loaded.problems());
        return loaded.settings();
    }

    static ProviderSettings provider(Settings settings, String name) {
        return Objects.requireNonNull(settings.providers().get(name), name);
    }

    private static JsonObject object(String json) {
        return JsonParser.parseString(json).getAsJsonObject();
    }
}
