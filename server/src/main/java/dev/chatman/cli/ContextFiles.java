package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.ContextItem.LineRange;
import dev.chatman.context.FileReader;
import dev.chatman.context.FileText;
import dev.chatman.context.LanguageIds;
import java.nio.file.Path;

/** Reads the files that a question is about. */
final class ContextFiles {

    private final Path directory;

    /** @param directory what relative names are relative to, absolute */
    ContextFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * @param reference as {@link FileReference#parse} takes it
     * @throws ChatException when it cannot be read as text, or does not have the lines
     */
    ContextItem read(String reference) {
        FileReference wanted = FileReference.parse(reference, directory);
        Path file = wanted.file();
        Path shown = file.normalize();
        String name = name(shown);
        FileText content = FileReader.read(file, name);
        LineRange lines = wanted.lines();
        return new ContextItem(
                shown.toUri().toString(),
                name,
                LanguageIds.ofFile(name),
                lines,
                lines == null ? content.text() : cut(content.text(), lines, name),
                ContextItem.Origin.DISK,
                content.note());
    }

    private String name(Path file) {
        Path name = file.startsWith(directory) ? directory.relativize(file) : file.getFileName();
        return String.valueOf(name).replace('\\', '/');
    }

    private static String cut(String text, LineRange lines, String name) {
        int start = lineStart(text, 0, lines.first() - 1);
        if (start < 0 || start >= text.length()) {
            throw ChatException.invalid(
                    name + " has fewer than " + lines.first() + " lines.", "Name lines that it has.");
        }
        int end = lineStart(text, start, lines.last() - lines.first() + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    /** Where the line begins that is {@code count} lines after the one at {@code from}; -1 when there are not so many. */
    private static int lineStart(String text, int from, int count) {
        int start = from;
        for (int i = 0; i < count; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return -1;
            }
            start = end + 1;
        }
        return start;
    }
}
