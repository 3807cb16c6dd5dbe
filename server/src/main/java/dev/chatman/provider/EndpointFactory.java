package dev.chatman.provider;

import dev.chatman.chat.Answerer;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.Settings;

/** Makes endpoints from settings; cheap, opens no connection. */
public interface EndpointFactory {

    Endpoint open(ProviderSettings settings);

    Endpoint embedded(EmbeddedSettings settings);

    /** Puts retry and clocks, as the settings have them, around an endpoint. */
    Answerer answerer(Endpoint endpoint, Settings settings);
}
