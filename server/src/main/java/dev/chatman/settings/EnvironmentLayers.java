package dev.chatman.settings;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The {@code CHATMAN_*} variables as layers, one for each variable, so that messages name the variable. */
final class EnvironmentLayers {
    static final String CONFIG = "CHATMAN_CONFIG";

    private static final String PREFIX = "CHATMAN_";
    private static final Map<String, String> KEYS = keys();

    private EnvironmentLayers() {}

    /** An empty variable counts as not set. Variables that nearly are one of ours are reported. */
    static List<SettingsLayer> read(Map<String, String> environment, Findings findings) {
        List<SettingsLayer> layers = new ArrayList<>();
        for (String variable : new TreeSet<>(environment.keySet())) {
            String value = environment.getOrDefault(variable, "");
            String key = KEYS.get(variable);
            if (key != null && !value.isBlank()) {
                layers.add(layer(variable, key, value));
            } else if (key == null && variable.startsWith(PREFIX)) {
                reportTypo(variable, findings);
            }
        }
        return layers;
    }

    private static SettingsLayer layer(String variable, String key, String value) {
        JsonObject values = new JsonObject();
        JsonObject holder = values;
        String member = key;
        int dot = key.indexOf('.');
        if (dot >= 0) {
            holder = new JsonObject();
            values.add(key.substring(0, dot), holder);
            member = key.substring(dot + 1);
        }
        holder.add(member, primitive(value));
        return new SettingsLayer(variable, true, values);
    }

    private static JsonPrimitive primitive(String value) {
        try {
            return new JsonPrimitive(new BigDecimal(value.strip()));
        } catch (NumberFormatException e) {
            return new JsonPrimitive(value);
        }
    }

    /** Other programs around ChatMan may have variables of their own, so only near misses are worth a message. */
    private static void reportTypo(String variable, Findings findings) {
        if (variable.equals(CONFIG)) {
            return;
        }
        Set<String> known = new TreeSet<>(KEYS.keySet());
        known.add(CONFIG);
        String suffix = variable.substring(PREFIX.length());
        known.stream()
                .map(name -> name.substring(PREFIX.length()))
                .filter(name -> DidYouMean.nearest(suffix, Set.of(name)).isPresent())
                .findFirst()
                .ifPresent(name -> findings.problem(
                        variable, "", "is not a variable of ChatMan. Did you mean \"" + PREFIX + name + "\"?"));
    }

    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String key : List.of(
                "provider",
                "model",
                "retryAttempts",
                "timeoutSecs",
                "embedded.engine",
                "embedded.llamaServer",
                "embedded.model",
                "embedded.contextTokens",
                "embedded.threads",
                "embedded.idleStopMinutes")) {
            keys.put(PREFIX + key.replaceAll("[.]|(?=[A-Z])", "_").toUpperCase(Locale.ROOT), key);
        }
        return Map.copyOf(keys);
    }
}
