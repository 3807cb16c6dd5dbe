package dev.chatman.context;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The documents that the editor has open. Opened, changed and closed by one thread at a time, in the editor's order; read
 * by any thread, each reader getting a text that does not change under it.
 *
 * <p>What an editor sends is never refused: places outside the text are clamped, and every oddity is reported once, by a
 * sentence that holds no text of the document.
 */
public final class OpenDocuments {

    private final Map<String, OpenDocument> documents = new ConcurrentHashMap<>();
    private final Consumer<String> oddities;

    /**
     * No document is open.
     *
     * @param oddities hears what was wrong with an editor's message, for the log
     */
    public OpenDocuments(Consumer<String> oddities) {
        this.oddities = oddities;
    }

    /**
     * One edit.
     *
     * @param range what is replaced; null means the whole text
     */
    public record Edit(@Nullable Range range, String text) {}

    public void open(String uri, String languageId, int version, String text) {
        documents.put(DocumentUri.key(uri), new OpenDocument(uri, languageId, version, DocumentText.of(text)));
    }

    /** Applies edits one after the other, each to the text that the one before it left. */
    public void change(String uri, int version, List<Edit> edits) {
        String key = DocumentUri.key(uri);
        OpenDocument document = documents.get(key);
        if (document == null) {
            oddities.accept("A change of " + uri + " was ignored: it is not open.");
            return;
        }
        if (version <= document.version()) {
            oddities.accept("The version of " + uri + " went from " + document.version() + " to " + version + ".");
        }
        DocumentText text = document.text();
        for (Edit edit : edits) {
            text = apply(uri, text, edit);
        }
        documents.put(key, new OpenDocument(document.uri(), document.languageId(), version, text));
    }

    private DocumentText apply(String uri, DocumentText text, Edit edit) {
        Range range = edit.range();
        if (range == null) {
            return DocumentText.of(edit.text());
        }
        if (!text.contains(range.start()) || !text.contains(range.end())) {
            oddities.accept("An edit of " + uri + " reached outside its " + text.lineCount()
                    + " lines and was clamped: " + range + ".");
        }
        return text.replace(range, edit.text());
    }

    public void close(String uri) {
        if (documents.remove(DocumentUri.key(uri)) == null) {
            oddities.accept(uri + " was closed without having been opened.");
        }
    }

    /** The document as it is now. */
    public Optional<OpenDocument> find(String uri) {
        return Optional.ofNullable(documents.get(DocumentUri.key(uri)));
    }
}
