package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem.LineRange;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file, or some of its lines.
 *
 * @param lines which lines; null when all of them
 */
record FileReference(Path file, @Nullable LineRange lines) {

    private static final Pattern WITH_LINES = Pattern.compile("(.+):(\\d{1,9})(?:-(\\d{1,9}))?", Pattern.DOTALL);

    /**
     * Reads {@code FILE}, {@code FILE:LINE} or {@code FILE:START-END}. A file whose name looks like that wins, and a
     * drive letter is part of the name.
     *
     * @param directory what relative names are relative to
     * @throws ChatException when there is no such file, or the lines make no sense
     */
    static FileReference parse(String text, Path directory) {
        Path whole = resolve(text, directory);
        if (whole != null && Files.exists(whole)) {
            return new FileReference(whole, null);
        }
        Matcher matcher = WITH_LINES.matcher(text);
        if (matcher.matches()) {
            Path file = resolve(matcher.group(1), directory);
            if (file != null && Files.exists(file)) {
                int first = Integer.parseInt(matcher.group(2));
                String end = matcher.group(3);
                return new FileReference(file, range(text, first, end == null ? first : Integer.parseInt(end)));
            }
        }
        throw ChatException.invalid(
                "There is no file " + text + ".", "Name a file, with lines if you like: src/App.java:10-20.");
    }

    private static LineRange range(String text, int first, int last) {
        if (first < 1 || last < first) {
            throw ChatException.invalid(
                    "The lines of " + text + " make no sense.", "Lines count from 1, and the first comes first.");
        }
        return new LineRange(first, last);
    }

    private static @Nullable Path resolve(String name, Path directory) {
        try {
            return name.isEmpty() ? null : directory.resolve(name);
        } catch (InvalidPathException noFileName) {
            return null;
        }
    }
}
