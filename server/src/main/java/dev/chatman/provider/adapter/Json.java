package dev.chatman.provider.adapter;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON of foreign making: what is missing or of another type than expected counts as absent. */
public final class Json {

    public static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
    private static final TypeAdapter<JsonElement> ELEMENTS = GSON.getAdapter(JsonElement.class);

    private Json() {}

    /** One JSON value and nothing behind it; empty when that is not what the text is. */
    public static Optional<JsonElement> parse(String text) {
        try (JsonReader reader = new JsonReader(new StringReader(text))) {
            JsonElement element = ELEMENTS.read(reader);
            return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(element) : Optional.empty();
        } catch (IOException | JsonParseException | IllegalStateException notJson) {
            return Optional.empty();
        }
    }

    public static @Nullable JsonElement member(@Nullable JsonElement owner, String name) {
        JsonElement value =
                owner instanceof JsonObject ? owner.getAsJsonObject().get(name) : null;
        return value == null || value.isJsonNull() ? null : value;
    }

    public static @Nullable JsonObject object(@Nullable JsonElement owner, String name) {
        return member(owner, name) instanceof JsonObject object ? object : null;
    }

    public static JsonArray array(@Nullable JsonElement owner, String name) {
        return member(owner, name) instanceof JsonArray array ? array : new JsonArray();
    }

    public static @Nullable String string(@Nullable JsonElement owner, String name) {
        JsonElement value = member(owner, name);
        return value != null
                        && value.isJsonPrimitive()
                        && value.getAsJsonPrimitive().isString()
                ? value.getAsString()
                : null;
    }

    /** A number that is a non-negative int; fractions are cut off. */
    public static @Nullable Integer count(@Nullable JsonElement owner, String name) {
        Double value = number(owner, name);
        return value != null && value >= 0 && value <= Integer.MAX_VALUE ? (Integer) value.intValue() : null;
    }

    public static @Nullable Double number(@Nullable JsonElement owner, String name) {
        JsonElement value = member(owner, name);
        if (value == null
                || !value.isJsonPrimitive()
                || !value.getAsJsonPrimitive().isNumber()) {
            return null;
        }
        // Not through BigDecimal: an exponent of nine digits would take minutes to expand.
        return Double.parseDouble(value.getAsString());
    }
}
