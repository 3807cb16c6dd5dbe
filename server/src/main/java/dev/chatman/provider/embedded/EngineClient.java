package dev.chatman.provider.embedded;

import dev.chatman.spi.ChatProvider;
import java.net.URI;

/** Port: makes the adapter that talks to a running engine, which is OpenAI-compatible. */
@FunctionalInterface
public interface EngineClient {

    /**
     * Connects lazily; does not block.
     *
     * @param baseUrl where the engine answers, with {@code /v1}
     * @param key what every request has to carry as bearer token
     * @return an adapter that is closed when the engine has ended and nobody uses it any more
     */
    ChatProvider connect(URI baseUrl, String key);
}
