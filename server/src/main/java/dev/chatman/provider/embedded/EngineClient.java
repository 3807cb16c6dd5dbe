package dev.chatman.provider.embedded;

import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Port: makes the adapter that talks to a running engine, which is OpenAI-compatible. */
@FunctionalInterface
public interface EngineClient {

    /** Engines tell how far they have read the prompt when they are asked to: on a slow machine that takes minutes. */
    EndpointQuirks QUIRKS =
            new EndpointQuirks(null, null, null, null, null, null, List.of(), Map.of("return_progress", true));

    /**
     * Connects lazily; does not block.
     *
     * @param baseUrl where the engine answers, with {@code /v1}
     * @param key what every request has to carry as bearer token
     * @return an adapter that is closed when the engine has ended and nobody uses it any more
     */
    ChatProvider connect(URI baseUrl, String key);
}
