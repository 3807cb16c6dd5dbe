package dev.chatman.cli;

import dev.chatman.settings.SettingsLayer;

/** Wires the services for one command. */
@FunctionalInterface
public interface ServicesFactory {

    /**
     * Opens them.
     *
     * @param flags the settings that stand on the command line, the strongest source
     */
    Services open(SettingsLayer flags);
}
