package dev.chatman.settings;

import com.google.gson.JsonElement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes the settings out of their sources, strongest first: the layers that the face gives (flags, initialization
 * options, workspace configuration), the environment, the user's file, the defaults.
 *
 * <p>Never fails: what cannot be used is reported, and the next weaker source holds. Thread-safe; reads the file on the
 * calling thread.
 */
public final class SettingsLoader {
    private final Map<String, String> environment;
    private final Directories directories;
    private final List<ProviderType> types;

    public SettingsLoader(Map<String, String> environment, Directories directories) {
        this(environment, directories, ProviderType.BUILT_IN);
    }

    /**
     * A loader for other kinds of endpoints than the built-in ones.
     *
     * @param types the kinds of endpoints there are, in the order in which messages list them
     */
    public SettingsLoader(Map<String, String> environment, Directories directories, List<ProviderType> types) {
        this.environment = Map.copyOf(environment);
        this.directories = directories;
        this.types = List.copyOf(types);
    }

    /**
     * Reads all sources anew.
     *
     * @param strongestFirst the face's own layers
     */
    public LoadedSettings load(List<SettingsLayer> strongestFirst) {
        Findings findings = new Findings();
        TrustFilter trust = new TrustFilter(findings);
        List<SettingsLayer> layers = new ArrayList<>();
        strongestFirst.forEach(layer -> layers.add(trust.filter(layer)));
        layers.addAll(EnvironmentLayers.read(environment, findings));
        userLayer(findings).ifPresent(layers::add);
        return findings.with(read(Section.root(layers, findings)));
    }

    /** The user's settings file, whether or not it exists. */
    public Path userFile() throws DirectoryException {
        String named = environment.getOrDefault(EnvironmentLayers.CONFIG, "");
        try {
            return named.isBlank()
                    ? directories.config().resolve("config.json")
                    : Path.of(named).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new DirectoryException(EnvironmentLayers.CONFIG + " does not hold a path.");
        }
    }

    private Optional<SettingsLayer> userLayer(Findings findings) {
        boolean named = !environment.getOrDefault(EnvironmentLayers.CONFIG, "").isBlank();
        try {
            return new SettingsFile(userFile(), named).read(findings);
        } catch (DirectoryException e) {
            findings.problem("settings file", "", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private Settings read(Section root) {
        HomePath paths = new HomePath(directories);
        // Editors look up the schema by this member; it is not ours.
        root.read("$schema", ValueParser.anyText());
        Map<String, ProviderSettings> providers = providers(root.section("providers"), paths);
        Settings settings = new Settings(
                root.read("provider", value -> choice(value, providers.keySet()))
                        .orElse(Settings.DEFAULTS.provider()),
                root.read("model", ValueParser.text()).orElse(null),
                root.read("retryAttempts", ValueParser.wholeNumber(0, 10)).orElse(Settings.DEFAULTS.retryAttempts()),
                root.read("timeoutSecs", ValueParser.seconds(false)).orElse(null),
                providers,
                new EmbeddedReader(paths).read(root.section("embedded")));
        root.reportUnknown();
        return settings;
    }

    private Map<String, ProviderSettings> providers(Section section, HomePath paths) {
        ProviderReader reader = new ProviderReader(types, paths);
        Map<String, ProviderSettings> providers = new LinkedHashMap<>();
        for (String name : section.names()) {
            Section entry = section.section(name);
            if (!entry.isAbsent()) {
                reader.read(name, entry).ifPresent(provider -> providers.put(name, provider));
            }
        }
        return Collections.unmodifiableMap(providers);
    }

    private String choice(JsonElement value, Set<String> named) throws InvalidValueException {
        Set<String> choices = new LinkedHashSet<>(List.of("auto", "local"));
        types.stream()
                .filter(type -> !type.needsBaseUrl())
                .map(ProviderType::id)
                .forEach(choices::add);
        choices.addAll(new TreeSet<>(ProviderType.LOCAL_ENGINES));
        choices.addAll(named);
        String chosen = ValueParser.text().parse(value).strip();
        if (!choices.contains(chosen)) {
            String meant = DidYouMean.nearest(chosen, choices)
                    .map(near -> " (did you mean \"" + near + "\"?)")
                    .orElse("");
            throw new InvalidValueException("must be one of \"" + String.join("\", \"", choices)
                    + "\", or a usable entry under \"providers\"" + meant);
        }
        return chosen;
    }
}
