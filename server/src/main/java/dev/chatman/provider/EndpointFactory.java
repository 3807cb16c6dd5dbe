package dev.chatman.provider;

import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.ProviderSettings;

/** Makes endpoints from settings; cheap, opens no connection. */
interface EndpointFactory {

    Endpoint open(ProviderSettings settings);

    Endpoint embedded(EmbeddedSettings settings);
}
