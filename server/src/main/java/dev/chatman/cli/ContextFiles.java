package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.ContextItem.LineRange;
import dev.chatman.chat.ContextItem.Origin;
import dev.chatman.context.DocumentText;
import dev.chatman.context.FileReader;
import dev.chatman.context.FileText;
import dev.chatman.context.LanguageIds;
import dev.chatman.context.Position;
import dev.chatman.context.Range;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

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
        String uri = shown.toUri().toString();
        String languageId = LanguageIds.ofFile(name);
        LineRange lines = wanted.lines();
        if (lines == null) {
            return new ContextItem(uri, name, languageId, null, content.text(), Origin.DISK, content.note());
        }
        DocumentText text = DocumentText.of(content.text());
        LineRange there = existing(lines, text, name);
        String note = there.equals(lines) ? null : "It has no more than " + there.last() + " lines.";
        return new ContextItem(
                uri, name, languageId, there, cut(text, there), Origin.DISK, joined(content.note(), note));
    }

    private String name(Path file) {
        Path name = file.startsWith(directory) ? directory.relativize(file) : file.getFileName();
        return String.valueOf(name).replace('\\', '/');
    }

    private static LineRange existing(LineRange wanted, DocumentText text, String name) {
        // What follows the last break is no line when it is empty.
        Position end = new Position(text.lineCount() - 1, 0);
        int count =
                text.text(new Range(end, new Position(text.lineCount(), 0))).isEmpty() ? end.line() : end.line() + 1;
        if (wanted.first() > count) {
            throw ChatException.invalid(
                    name + " has fewer than " + wanted.first() + " lines.", "Name lines that it has.");
        }
        return new LineRange(wanted.first(), Math.min(wanted.last(), count));
    }

    private static String cut(DocumentText text, LineRange lines) {
        return text.text(new Range(new Position(lines.first() - 1, 0), new Position(lines.last(), 0)));
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String second) {
        return first == null || second == null ? (first == null ? second : first) : first + " " + second;
    }
}
