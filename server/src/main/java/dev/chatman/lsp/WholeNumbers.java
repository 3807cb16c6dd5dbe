package dev.chatman.lsp;

import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Reads integers as they are: a fraction or an overflow is an error, where gson's own adapter drops digits. */
final class WholeNumbers extends TypeAdapter<Integer> {

    @Override
    public @Nullable Integer read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            return null;
        }
        if (in.peek() != JsonToken.NUMBER) {
            throw new JsonSyntaxException("Expected an integer at path " + in.getPath());
        }
        try {
            return new BigDecimal(in.nextString()).intValueExact();
        } catch (ArithmeticException | NumberFormatException inexact) {
            throw new JsonSyntaxException("Expected an integer at path " + in.getPreviousPath(), inexact);
        }
    }

    @Override
    public void write(JsonWriter out, @Nullable Integer value) throws IOException {
        out.value(value);
    }
}
