package dev.chatman.context;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.ContextItem.LineRange;
import dev.chatman.chat.ContextItem.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a client points at into text: the text it sent, else the open document with its unsaved changes, else the
 * file, which must lie in a workspace folder after all links are followed. Safe for use by several threads.
 */
public final class ContextResolver {

    private final OpenDocuments documents;
    private final WorkspaceFolders folders;

    public ContextResolver(OpenDocuments documents, WorkspaceFolders folders) {
        this.documents = documents;
        this.folders = folders;
    }

    /**
     * Fixes what the open documents say now, without blocking, and reads the rest when asked to.
     *
     * @return reads the files and may block; throws a {@link ChatException} when an item cannot be had
     */
    public Supplier<List<ContextItem>> prepare(List<ContextRequest> requests) {
        List<Supplier<ContextItem>> items = requests.stream().map(this::prepare).toList();
        return () -> items.stream().map(Supplier::get).toList();
    }

    private Supplier<ContextItem> prepare(ContextRequest request) {
        Optional<OpenDocument> document = documents.find(request.uri());
        String given = request.text();
        if (given != null) {
            String languageId = document.map(OpenDocument::languageId).orElse(null);
            return () -> given(request, given, languageId);
        }
        return document.<Supplier<ContextItem>>map(open -> () -> fromEditor(request, open))
                .orElse(() -> fromDisk(request));
    }

    private ContextItem given(ContextRequest request, String text, @Nullable String languageId) {
        String name = name(request.uri());
        if (text.length() > FileReader.MAX_BYTES) {
            throw ChatException.invalid("The text of " + name + " is larger than 10 MB.", "Send less of it.");
        }
        Range range = request.range();
        return new ContextItem(
                request.uri(),
                name,
                languageId != null ? languageId : LanguageIds.ofFile(name),
                range == null ? null : lines(range.ordered()),
                text,
                Origin.GIVEN,
                null);
    }

    private ContextItem fromEditor(ContextRequest request, OpenDocument document) {
        List<String> notes = new ArrayList<>();
        Integer version = request.version();
        if (version != null && version != document.version()) {
            notes.add("The document has changed since the question was asked (version " + version + ", now "
                    + document.version() + "); its newest text was taken.");
        }
        return cut(request, name(request.uri()), document.languageId(), document.text(), Origin.EDITOR, notes);
    }

    private ContextItem fromDisk(ContextRequest request) {
        if (!DocumentUri.isFile(request.uri())) {
            throw ChatException.invalid(
                    request.uri() + " is not open and is not a file.",
                    "Open it in the editor, or send its text with the request.");
        }
        Path real = realPath(DocumentUri.path(request.uri()));
        WorkspaceFolders.Place place = folders.placeOfReal(real)
                .orElseThrow(() -> ChatException.invalid(
                        DocumentUri.fileName(request.uri()) + " lies outside the workspace.",
                        "Open it in the editor, or add its folder to the workspace."));
        FileText file = FileReader.read(real, place.relative());
        List<String> notes = new ArrayList<>();
        String note = file.note();
        if (note != null) {
            notes.add(note);
        }
        String languageId = LanguageIds.ofFile(DocumentUri.fileName(request.uri()));
        return cut(request, place.relative(), languageId, DocumentText.of(file.text()), Origin.DISK, notes);
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException missing) {
            throw ChatException.invalid(
                    path.getFileName() + " cannot be found.", "Save it first, or open it in the editor.");
        }
    }

    private static ContextItem cut(
            ContextRequest request,
            String name,
            @Nullable String languageId,
            DocumentText source,
            Origin origin,
            List<String> notes) {
        Range wanted = request.range();
        if (wanted == null) {
            return item(request, name, languageId, null, source.toString(), origin, notes);
        }
        Range range = wanted.ordered();
        if (range.isEmpty()) {
            throw ChatException.invalid(
                    "The range in " + name + " is empty.",
                    "Select some text, or leave the range out to send all of it.");
        }
        if (!source.contains(range.start()) || !source.contains(range.end())) {
            notes.add("The range reached outside the text (" + source.lineCount() + " lines) and was cut.");
        }
        return item(request, name, languageId, lines(source.clamped(range)), source.text(range), origin, notes);
    }

    private static ContextItem item(
            ContextRequest request,
            String name,
            @Nullable String languageId,
            @Nullable LineRange lines,
            String text,
            Origin origin,
            List<String> notes) {
        String note = notes.isEmpty() ? null : String.join(" ", notes);
        return new ContextItem(request.uri(), name, languageId, lines, text, origin, note);
    }

    /** A range that ends before the first character of a line does not show anything of that line. */
    private static LineRange lines(Range range) {
        int first = range.start().line() + 1;
        int last = range.end().line() + 1;
        return new LineRange(first, range.end().character() == 0 && last > first ? last - 1 : last);
    }

    private String name(String uri) {
        if (!DocumentUri.isFile(uri)) {
            return DocumentUri.fileName(uri);
        }
        try {
            return folders.place(DocumentUri.path(uri))
                    .map(WorkspaceFolders.Place::relative)
                    .orElseGet(() -> DocumentUri.fileName(uri));
        } catch (ChatException notAPath) {
            return DocumentUri.fileName(uri);
        }
    }
}
