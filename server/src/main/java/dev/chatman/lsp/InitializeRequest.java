package dev.chatman.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.context.WorkspaceFolder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of the params of {@code initialize} that ChatMan uses; capabilities stay JSON because few of them matter and
 * clients get the others wrong.
 *
 * @param processId the editor's process; null when there is none
 * @param rootUri the workspace of clients that know no folders
 */
record InitializeRequest(
        @Nullable Long processId,
        @Nullable JsonElement initializationOptions,
        @Nullable List<@Nullable Folder> workspaceFolders,
        @Nullable String rootUri,
        @Nullable String trace,
        @Nullable JsonObject capabilities) {

    List<WorkspaceFolder> folders() {
        if (workspaceFolders != null) {
            return Folder.known(workspaceFolders);
        }
        return rootUri == null ? List.of() : List.of(WorkspaceFolder.named(rootUri, null));
    }

    /** A workspace folder on the wire. */
    record Folder(@Nullable String uri, @Nullable String name) {

        static List<WorkspaceFolder> known(@Nullable List<@Nullable Folder> folders) {
            List<WorkspaceFolder> known = new ArrayList<>();
            for (Folder folder : folders == null ? List.<@Nullable Folder>of() : folders) {
                if (folder != null && folder.uri() != null) {
                    known.add(WorkspaceFolder.named(folder.uri(), folder.name()));
                }
            }
            return known;
        }
    }

    /** Whether the client answers {@code workspace/configuration}. */
    boolean canConfigure() {
        return has("workspace", "configuration");
    }

    /** Whether the client wants to be asked to watch its configuration. */
    boolean canRegisterConfigurationChanges() {
        return has("workspace", "didChangeConfiguration", "dynamicRegistration");
    }

    private boolean has(String... path) {
        JsonElement element = capabilities;
        for (String name : path) {
            element = element instanceof JsonObject object ? object.get(name) : null;
        }
        return element != null && element.isJsonPrimitive() && element.getAsBoolean();
    }
}
