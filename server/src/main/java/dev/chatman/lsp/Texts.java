package dev.chatman.lsp;

import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads strings as they are: a number or a boolean is an error, where gson's own adapter makes a string of it. */
final class Texts extends TypeAdapter<String> {

    @Override
    public @Nullable String read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        if (in.peek() != JsonToken.STRING) {
            throw new JsonSyntaxException("Expected a string at path " + in.getPath());
        }
        return in.nextString();
    }

    @Override
    public void write(JsonWriter out, @Nullable String value) throws IOException {
        out.value(value);
    }
}
