package dev.chatman.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** Reads where a key comes from: a text, {@code {env}}, {@code {command: […]}} or {@code {file}}. */
final class CredentialParser implements ValueParser<Credential> {
    private static final String EXPECTED =
            "must be a key, or one of {\"env\": \"VARIABLE\"}, {\"command\": [\"program\", …]}, {\"file\": \"path\"}";

    private final HomePath paths;

    CredentialParser(HomePath paths) {
        this.paths = paths;
    }

    @Override
    public Credential parse(JsonElement value) throws InvalidValueException {
        if (ValueParser.isString(value) && !value.getAsString().isBlank()) {
            return new Credential.Literal(value.getAsString());
        }
        if (!(value instanceof JsonObject object) || object.size() != 1) {
            throw new InvalidValueException(EXPECTED);
        }
        String kind = object.keySet().iterator().next();
        JsonElement detail = object.get(kind);
        return switch (kind) {
            case "env" -> new Credential.Env(ValueParser.text().parse(detail));
            case "command" -> command(detail);
            case "file" -> new Credential.File(paths.parse(ValueParser.text().parse(detail)));
            default -> throw new InvalidValueException(EXPECTED);
        };
    }

    private static Credential command(JsonElement detail) throws InvalidValueException {
        List<String> words = ValueParser.listOf(ValueParser.anyText()).parse(detail);
        if (words.isEmpty() || words.get(0).isBlank()) {
            throw new InvalidValueException(EXPECTED);
        }
        return new Credential.Command(words);
    }
}
