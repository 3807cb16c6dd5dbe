package dev.chatman.cli;

import dev.chatman.chat.ChatEngine;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.Providers;
import dev.chatman.settings.Directories;
import dev.chatman.settings.LoadedSettings;

/** What the commands work with. Each part is made when it is first asked for; used by one thread. */
public interface Services extends AutoCloseable {

    LoadedSettings settings();

    ChatEngine engine();

    Providers providers();

    LocalModels localModels();

    Directories directories();

    /**
     * Serves an editor until it leaves.
     *
     * @return the exit code that the protocol asks for
     */
    int serveLsp(LspOptions options);

    /** Stops whatever was started, child processes included. */
    @Override
    void close();
}
