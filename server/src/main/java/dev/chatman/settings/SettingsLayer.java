package dev.chatman.settings;

import com.google.gson.JsonObject;

/**
 * One source of settings, in the shape of the settings file.
 *
 * @param source what it is called in messages
 * @param trusted whether it may decide where code and keys go; an editor's workspace configuration may come from a
 *     repository and is not
 */
public record SettingsLayer(String source, boolean trusted, JsonObject values) {

    /** Without the values, which may hold secrets. */
    @Override
    public String toString() {
        return "SettingsLayer[source=" + source + ", trusted=" + trusted + "]";
    }
}
