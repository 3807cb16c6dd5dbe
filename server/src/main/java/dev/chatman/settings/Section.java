package dev.chatman.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One object of the settings as all sources give it. The strongest valid value of a key wins; an invalid one is reported
 * and the next weaker source is asked. What was never asked for is unknown: {@link #reportUnknown}. A JSON null counts as
 * not set, because editors send it for settings without a value.
 */
final class Section {

    private record Part(String source, JsonObject values) {}

    private final String path;
    private final List<Part> strongestFirst;
    private final Findings findings;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(String path, List<Part> strongestFirst, Findings findings) {
        this.path = path;
        this.strongestFirst = strongestFirst;
        this.findings = findings;
    }

    /** The outermost object. */
    static Section root(List<SettingsLayer> strongestFirst, Findings findings) {
        List<Part> parts = strongestFirst.stream()
                .map(layer -> new Part(layer.source(), layer.values()))
                .toList();
        return new Section("", parts, findings);
    }

    <T> Optional<T> read(String key, ValueParser<T> parser) {
        known.add(key);
        Optional<T> taken = Optional.empty();
        for (Part part : strongestFirst) {
            JsonElement value = part.values.get(key);
            if (value == null || value.isJsonNull()) {
                continue;
            }
            try {
                T parsed = parser.parse(value);
                if (taken.isEmpty()) {
                    findings.taken(dotted(key), part.source);
                    taken = Optional.of(parsed);
                }
            } catch (InvalidValueException e) {
                findings.problem(part.source, dotted(key), e.message() + "; ignored");
            }
        }
        return taken;
    }

    Section section(String key) {
        known.add(key);
        List<Part> inner = new ArrayList<>();
        for (Part part : strongestFirst) {
            JsonElement value = part.values.get(key);
            if (value instanceof JsonObject object) {
                inner.add(new Part(part.source, object));
            } else if (value != null && !value.isJsonNull()) {
                findings.problem(part.source, dotted(key), "must be an object; ignored");
            }
        }
        return new Section(dotted(key), inner, findings);
    }

    /** Whether no source has this object. */
    boolean isAbsent() {
        return strongestFirst.isEmpty();
    }

    /** The names that stand in this object, those of the strongest source first. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        strongestFirst.forEach(part -> names.addAll(part.values.keySet()));
        return names;
    }

    /** Reports something wrong with the value that holds for a key, or with the object itself when the key is empty. */
    void problem(String key, String message) {
        String source = strongestFirst.stream()
                .filter(part -> part.values.has(key))
                .findFirst()
                .or(() -> strongestFirst.stream().findFirst())
                .map(Part::source)
                .orElse("");
        findings.problem(source, dotted(key), message);
    }

    /** Reports every key that no one has asked for. */
    void reportUnknown() {
        for (Part part : strongestFirst) {
            for (String key : part.values.keySet()) {
                if (!known.contains(key)) {
                    String message = "is not a setting; ignored." + DidYouMean.question(key, known);
                    findings.problem(part.source, dotted(key), message);
                }
            }
        }
    }

    private String dotted(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }
}
