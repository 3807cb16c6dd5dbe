package dev.chatman.lsp;

import static dev.chatman.lsp.Params.required;

import dev.chatman.context.OpenDocuments;
import dev.chatman.context.Position;
import dev.chatman.context.Range;
import java.util.List;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/** Keeps the open documents as the client has them. Methods run on the reader thread and do not block. */
@JsonSegment("textDocument")
final class DocumentService {

    private final OpenDocuments documents;

    DocumentService(OpenDocuments documents) {
        this.documents = documents;
    }

    @JsonNotification
    public void didOpen(@Nullable DidOpenTextDocumentParams params) {
        TextDocumentItem item = required(required(params, "params").getTextDocument(), "textDocument");
        String languageId = item.getLanguageId() == null ? "" : item.getLanguageId();
        documents.open(
                required(item.getUri(), "textDocument.uri"),
                languageId,
                item.getVersion(),
                required(item.getText(), "textDocument.text"));
    }

    @JsonNotification
    public void didChange(@Nullable DidChangeTextDocumentParams nullable) {
        DidChangeTextDocumentParams params = required(nullable, "params");
        VersionedTextDocumentIdentifier document = required(params.getTextDocument(), "textDocument");
        List<OpenDocuments.Edit> edits = required(params.getContentChanges(), "contentChanges").stream()
                .map(DocumentService::edit)
                .toList();
        documents.change(
                required(document.getUri(), "textDocument.uri"),
                required(document.getVersion(), "textDocument.version"),
                edits);
    }

    @JsonNotification
    public void didClose(@Nullable DidCloseTextDocumentParams params) {
        documents.close(required(
                required(required(params, "params").getTextDocument(), "textDocument")
                        .getUri(),
                "textDocument.uri"));
    }

    private static OpenDocuments.Edit edit(TextDocumentContentChangeEvent change) {
        org.eclipse.lsp4j.Range range = required(change, "contentChanges[]").getRange();
        return new OpenDocuments.Edit(
                range == null
                        ? null
                        : new Range(
                                position(required(range.getStart(), "range.start")),
                                position(required(range.getEnd(), "range.end"))),
                required(change.getText(), "contentChanges[].text"));
    }

    private static Position position(org.eclipse.lsp4j.Position position) {
        return new Position(position.getLine(), position.getCharacter());
    }
}
