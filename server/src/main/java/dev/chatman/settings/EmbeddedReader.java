package dev.chatman.settings;

import com.google.gson.JsonElement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code embedded}. */
final class EmbeddedReader {
    private static final Map<String, EmbeddedSettings.Engine> ENGINES = engines();

    private final HomePath paths;

    EmbeddedReader(HomePath paths) {
        this.paths = paths;
    }

    EmbeddedSettings read(Section section) {
        EmbeddedSettings defaults = EmbeddedSettings.DEFAULTS;
        EmbeddedSettings embedded = new EmbeddedSettings(
                section.read("engine", ValueParser.oneOf(ENGINES)).orElse(defaults.engine()),
                section.read("llamaServer", value -> paths.parse(text(value))).orElse(null),
                section.read("model", value -> paths.expand(text(value))).orElse(null),
                section.read("contextTokens", ValueParser.wholeNumber(512, 1_048_576))
                        .orElse(defaults.contextTokens()),
                section.read("threads", ValueParser.wholeNumber(1, 256)).orElse(null),
                section.read("idleStopMinutes", ValueParser.wholeNumber(1, 1440))
                        .map(Duration::ofMinutes)
                        .orElse(defaults.idleStop()));
        section.reportUnknown();
        return embedded;
    }

    private static String text(JsonElement value) throws InvalidValueException {
        return ValueParser.text().parse(value);
    }

    private static Map<String, EmbeddedSettings.Engine> engines() {
        Map<String, EmbeddedSettings.Engine> engines = new LinkedHashMap<>();
        for (EmbeddedSettings.Engine engine : EmbeddedSettings.Engine.values()) {
            engines.put(engine.wireName(), engine);
        }
        return engines;
    }
}
