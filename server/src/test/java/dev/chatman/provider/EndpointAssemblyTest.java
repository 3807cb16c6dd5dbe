package dev.chatman.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.http.JdkHttpTransport;
import dev.chatman.settings.ClockSettings;
import dev.chatman.settings.CredentialReader;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.testing.FakeScheduler;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EndpointAssemblyTest {

    private final FakeScheduler scheduler = new FakeScheduler();
    private final EndpointAssembly assembly = new EndpointAssembly(
            new JdkHttpTransport(scheduler), new CredentialReader(Map.of()), scheduler, (settings, client) -> {
                throw new AssertionError("no engine is wanted here");
            });

    private Endpoint open(String type, @Nullable String baseUrl) {
        return assembly.open(new ProviderSettings(
                "mine",
                type,
                baseUrl == null ? null : URI.create(baseUrl),
                null,
                Map.of(),
                null,
                null,
                null,
                ClockSettings.DEFAULTS,
                EndpointQuirks.NONE));
    }

    @Test
    void findsOllamaWhereItUsuallyIs() {
        Endpoint endpoint = open("ollama", null);

        assertEquals("http://127.0.0.1:11434", endpoint.address());
        assertTrue(endpoint.local());
        assertTrue(endpoint.patient(), "it may load a model first");
    }

    @Test
    void knowsTheContextWhereItSetsIt() {
        assertEquals(16_384, open("ollama", "http://gpu:11434").contextLimit().of("any"));
        assertNull(
                open("openai-compatible", "http://gpu:8000/v1").contextLimit().of("any"));
    }
}
