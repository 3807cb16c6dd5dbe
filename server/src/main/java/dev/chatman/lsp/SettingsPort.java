package dev.chatman.lsp;

import com.google.gson.JsonElement;
import dev.chatman.settings.LoadedSettings;
import org.jspecify.annotations.Nullable;

/** Port: takes what a client says about settings, and makes it hold. */
@FunctionalInterface
public interface SettingsPort {

    /**
     * Loads the settings anew with these two sources; called one after the other, never on the reader thread, so it may
     * read files. Settings that cannot be used are in the result, not thrown.
     *
     * @param initializationOptions of {@code initialize}; null when there were none
     * @param workspaceConfiguration the section {@code chatman} of the workspace configuration, which may come from a
     *     repository and is not to be trusted; null when there is none
     */
    LoadedSettings apply(@Nullable JsonElement initializationOptions, @Nullable JsonElement workspaceConfiguration);
}
