package dev.chatman.lsp;

import static dev.chatman.lsp.Params.required;

import dev.chatman.context.WorkspaceFolders;
import dev.chatman.lsp.InitializeRequest.Folder;
import java.util.List;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/** Keeps the workspace folders as the client has them. Methods run on the reader thread and do not block. */
@JsonSegment("workspace")
final class WorkspaceService {

    private final WorkspaceFolders folders;

    WorkspaceService(WorkspaceFolders folders) {
        this.folders = folders;
    }

    record FoldersChange(@Nullable Event event) {
        record Event(
                @Nullable List<@Nullable Folder> removed,
                @Nullable List<@Nullable Folder> added) {}
    }

    @JsonNotification
    public void didChangeWorkspaceFolders(@Nullable FoldersChange params) {
        FoldersChange.Event event = required(required(params, "params").event(), "event");
        folders.change(Folder.known(event.removed()), Folder.known(event.added()));
    }
}
