package dev.chatman.context;

import org.jspecify.annotations.Nullable;

/**
 * A folder the user works in.
 *
 * @param name as the editor shows it
 */
public record WorkspaceFolder(String uri, String name) {

    /** A folder whose name may be missing: the last part of the URI then is its name. */
    public static WorkspaceFolder named(String uri, @Nullable String name) {
        return new WorkspaceFolder(uri, name == null || name.isEmpty() ? DocumentUri.fileName(uri) : name);
    }
}
