package dev.chatman.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The user's settings file: JSON with comments, UTF-8, with or without a byte order mark. */
final class SettingsFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path path;
    /** Whether the user named the file, so that its absence is a problem. */
    private final boolean required;

    SettingsFile(Path path, boolean required) {
        this.path = path;
        this.required = required;
    }

    Optional<SettingsLayer> read(Findings findings) {
        String source = path.toString();
        try {
            JsonObject values = CommentedJson.parse(text());
            for (String key : keysInPlainText(values)) {
                if (FileAccess.openToOthers(path)) {
                    findings.problem(source, key, "can be read by other users of this machine. Run: chmod 600 " + path);
                }
            }
            return Optional.of(new SettingsLayer(source, true, values));
        } catch (NoSuchFileException e) {
            if (required) {
                findings.problem(source, "", "does not exist, but CHATMAN_CONFIG names it");
            }
        } catch (CharacterCodingException e) {
            findings.problem(source, "", "is not UTF-8 text; the whole file is ignored");
        } catch (AccessDeniedException e) {
            findings.problem(source, "", "may not be read by this user");
        } catch (IOException e) {
            findings.problem(source, "", "cannot be read (" + e.getClass().getSimpleName() + ")");
        } catch (InvalidValueException e) {
            findings.problem(source, "", e.message() + "; the whole file is ignored");
        }
        return Optional.empty();
    }

    private static List<String> keysInPlainText(JsonObject values) {
        List<String> found = new ArrayList<>();
        if (values.get("providers") instanceof JsonObject providers) {
            for (Map.Entry<String, JsonElement> entry : providers.entrySet()) {
                if (entry.getValue() instanceof JsonObject provider
                        && provider.has("apiKey")
                        && ValueParser.isString(provider.get("apiKey"))) {
                    found.add("providers." + entry.getKey() + ".apiKey");
                }
            }
        }
        return found;
    }

    private String text() throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
