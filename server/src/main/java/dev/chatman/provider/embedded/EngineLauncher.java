package dev.chatman.provider.embedded;

import dev.chatman.provider.embedded.model.GgufHeader;
import dev.chatman.spi.ProviderException;
import java.nio.file.Path;

/** Port: a body for the engine, which starts a child process that runs a model. */
public interface EngineLauncher {

    /**
     * Whether the engine is on this machine and made for it. Reads the disk, starts nothing.
     *
     * @throws ProviderException {@code ENGINE_UNAVAILABLE} with what to do about it
     */
    void check() throws ProviderException;

    /**
     * Whether this body can run such a model, told from its header.
     *
     * @throws ProviderException {@code ENGINE_UNAVAILABLE} with what to do instead
     */
    void check(GgufHeader header) throws ProviderException;

    /**
     * Starts a child. Blocks until it listens, which takes a tenth of a second, and gives up after some seconds; the
     * model is loaded afterwards.
     *
     * @throws ProviderException {@code ENGINE_UNAVAILABLE}; nothing is left running then
     */
    EngineProcess launch(Path model) throws ProviderException;
}
