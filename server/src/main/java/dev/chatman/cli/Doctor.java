package dev.chatman.cli;

import dev.chatman.cli.Diagnosis.Directory;
import dev.chatman.cli.Diagnosis.Setting;
import dev.chatman.settings.Directories;
import dev.chatman.settings.DirectoryException;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.LoadedSettings;
import dev.chatman.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at everything a chat needs. */
final class Doctor {

    private static final String DEFAULT = "default";

    private final Services services;

    Doctor(Services services) {
        this.services = services;
    }

    /** May look which local engines run. */
    Diagnosis examine() throws InterruptedException {
        LoadedSettings loaded = services.settings();
        return new Diagnosis(
                RootCommand.Version.ofChatMan(),
                new Diagnosis.Java(Runtime.version().toString(), System.getProperty("java.home")),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                settings(loaded),
                loaded.problems(),
                CommandContext.await(services.providers().status()),
                services.localModels().list(),
                directories(services.directories()));
    }

    private static List<Setting> settings(LoadedSettings loaded) {
        Map<String, String> sources = new TreeMap<>(loaded.origins());
        for (String key : List.of("provider", "model", "retryAttempts", "timeoutSecs")) {
            sources.putIfAbsent(key, DEFAULT);
        }
        List<Setting> settings = new ArrayList<>();
        sources.forEach((key, source) -> settings.add(new Setting(key, value(loaded.settings(), key), source)));
        return settings;
    }

    /** Not of {@code providers}, where keys, and addresses and headers that hold some, are set. */
    private static @Nullable String value(Settings settings, String key) {
        return switch (key) {
            case "provider" -> settings.provider();
            case "model" -> settings.model() == null ? "the provider's own" : settings.model();
            case "retryAttempts" -> String.valueOf(settings.retryAttempts());
            case "timeoutSecs" -> settings.timeout() == null ? "not set" : Names.seconds(settings.timeout());
            default -> key.startsWith("embedded.") ? value(settings.embedded(), key) : null;
        };
    }

    private static @Nullable String value(EmbeddedSettings embedded, String key) {
        return switch (key) {
            case "embedded.engine" -> embedded.engine().wireName();
            case "embedded.llamaServer" -> textOf(embedded.llamaServer());
            case "embedded.model" -> embedded.model();
            case "embedded.contextTokens" -> textOf(embedded.contextTokens());
            case "embedded.threads" -> textOf(embedded.threads());
            case "embedded.idleStopMinutes" -> textOf(embedded.idleStop().toMinutes());
            default -> null;
        };
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static List<Directory> directories(Directories directories) {
        return List.of(
                directory("config", directories::config),
                directory("cache", directories::cache),
                directory("data", directories::data),
                directory("state", directories::state));
    }

    /** Finds one. */
    private interface Finder {
        Path find() throws DirectoryException;
    }

    private static Directory directory(String use, Finder finder) {
        try {
            Path path = finder.find();
            return new Directory(use, path.toString(), problem(path));
        } catch (DirectoryException none) {
            return new Directory(use, null, none.getMessage());
        }
    }

    /** Nothing is created: what is missing can be made where its nearest parent can be written to. */
    private static @Nullable String problem(Path path) {
        Path existing = path;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            return existing + " is not a directory.";
        }
        return Files.isWritable(existing) ? null : existing + " cannot be written to.";
    }
}
