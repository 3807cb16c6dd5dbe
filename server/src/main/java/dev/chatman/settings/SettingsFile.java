package dev.chatman.settings;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

    private String text() throws IOException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                .toString();
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }
}
