package dev.chatman.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Takes from an untrusted layer only what cannot decide where code and keys go.
 *
 * <p>A repository may prefer a model, patience, or the local engines, and may give the embedded engine less or more room.
 * It may not choose an endpoint, not even one the user has configured: opening a repository must never send its code
 * to a company. Nor may it name a file as the model, because a model file is parsed by native code.
 */
final class TrustFilter {
    private static final Set<String> LOCAL_PROVIDERS = Set.of("auto", "local", "embedded");
    private static final Set<String> HARMLESS = Set.of("retryAttempts", "timeoutSecs");
    private static final Set<String> HARMLESS_EMBEDDED = Set.of("contextTokens", "threads", "idleStopMinutes");
    private static final String ELSEWHERE =
            "may only be set in your own settings file, the environment, the command line or initializationOptions,"
                    + " because the workspace's settings may come from a repository; ignored";

    private final Findings findings;

    TrustFilter(Findings findings) {
        this.findings = findings;
    }

    SettingsLayer filter(SettingsLayer layer) {
        if (layer.trusted()) {
            return layer;
        }
        JsonObject kept = new JsonObject();
        for (Map.Entry<String, JsonElement> member : layer.values().entrySet()) {
            String key = member.getKey();
            JsonElement value = member.getValue();
            if (value.isJsonNull()) {
                continue;
            }
            if (key.equals("embedded") && value.isJsonObject()) {
                kept.add(key, filterEmbedded(layer.source(), value.getAsJsonObject()));
            } else if (allowed(layer.source(), key, value)) {
                kept.add(key, value);
            }
        }
        return new SettingsLayer(layer.source(), false, kept);
    }

    private boolean allowed(String source, String key, JsonElement value) {
        if (HARMLESS.contains(key)) {
            return true;
        }
        String message = ELSEWHERE;
        if (key.equals("provider")) {
            if (ValueParser.isString(value) && LOCAL_PROVIDERS.contains(value.getAsString())) {
                return true;
            }
            message = "may only be \"auto\", \"local\" or \"embedded\" here; any other provider " + ELSEWHERE;
        } else if (key.equals("model")) {
            if (!ValueParser.isString(value) || !namesFile(value.getAsString())) {
                return true;
            }
            message = "may not name a file here; a model file " + ELSEWHERE;
        }
        findings.problem(source, key, message);
        return false;
    }

    private JsonObject filterEmbedded(String source, JsonObject embedded) {
        JsonObject kept = new JsonObject();
        for (Map.Entry<String, JsonElement> member : embedded.entrySet()) {
            if (HARMLESS_EMBEDDED.contains(member.getKey())) {
                kept.add(member.getKey(), member.getValue());
            } else if (!member.getValue().isJsonNull()) {
                findings.problem(source, "embedded." + member.getKey(), ELSEWHERE);
            }
        }
        return kept;
    }

    /** Model ids may hold slashes and colons ("org/model:tag"), so only what is clearly a path is one. */
    private static boolean namesFile(String model) {
        String text = model.strip().toLowerCase(Locale.ROOT);
        return text.endsWith(".gguf")
                || text.indexOf('\\') >= 0
                || text.startsWith("/")
                || text.startsWith(".")
                || text.startsWith("~")
                || text.startsWith("file:")
                || text.matches("[a-z]:/.*");
    }
}
