package dev.chatman.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** JSON for standard output: records as objects, constants in lower case, paths and dates as text, nothing for null. */
final class Json {

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeHierarchyAdapter(
                    Path.class, (JsonSerializer<Path>) (path, type, more) -> new JsonPrimitive(path.toString()))
            .registerTypeAdapter(LocalDate.class, (JsonSerializer<LocalDate>)
                    (date, type, more) -> new JsonPrimitive(date.toString()))
            .registerTypeHierarchyAdapter(Enum.class, (JsonSerializer<Enum<?>>)
                    (constant, type, more) -> new JsonPrimitive(constant.name().toLowerCase(Locale.ROOT)))
            .create();

    private Json() {}

    static JsonElement tree(@Nullable Object value) {
        return GSON.toJsonTree(value);
    }

    /** Safe to show: what gson leaves of the control characters is escaped too. */
    static String text(JsonElement json) {
        String text = GSON.toJson(json);
        StringBuilder safe = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c >= '\u007F' && c <= '\u009F') {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                safe.append((char) c);
            }
        });
        return safe.toString();
    }
}
