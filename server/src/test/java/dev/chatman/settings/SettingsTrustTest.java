package dev.chatman.settings;

import static dev.chatman.settings.SettingsUnderTest.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a workspace, which may be a stranger's repository, may set. */
class SettingsTrustTest {
    private static final String CLOUD =
            "{\"providers\":{\"cloud\":{\"type\":\"openai-compatible\",\"baseUrl\":\"https://api/v1\"}}}";

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'providers':{'cloud':{'baseUrl':'http://evil/'}}} | providers",
                "{'provider':'cloud'} | provider",
                "{'provider':'anthropic'} | provider",
                "{'embedded':{'llamaServer':'/repo/evil'}} | embedded.llamaServer",
                "{'embedded':{'engine':'llama-server'}} | embedded.engine",
                "{'embedded':{'model':'/repo/evil.gguf'}} | embedded.model",
                "{'model':'/repo/evil.gguf'} | model",
                "{'model':'../evil'} | model",
                "{'model':'C:\\\\evil'} | model",
                "{'somethingNew':true} | somethingNew",
            })
    void whatDecidesWhereCodeAndKeysGoIsIgnoredAndReported(String json, String key) {
        Settings settings = new SettingsUnderTest(home)
                .workspace(json.replace('\'', '"'))
                .file(CLOUD)
                .loadWithProblem(key, "may only be set in your own settings file");

        assertEquals("auto", settings.provider());
        assertEquals(URI.create("https://api/v1"), provider(settings, "cloud").baseUrl());
        assertEquals(EmbeddedSettings.DEFAULTS, settings.embedded());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "local", "embedded"})
    void localProvidersMayBeChosen(String provider) {
        Settings settings = new SettingsUnderTest(home)
                .workspace("{'provider':'" + provider + "'}")
                .variable("CHATMAN_PROVIDER", "cloud")
                .file(CLOUD)
                .loadCleanly();
        assertEquals(provider, settings.provider());
    }

    @Test
    void harmlessKeysAreTaken() {
        Settings settings = new SettingsUnderTest(home)
                .workspace("{'model':'org/name:tag','retryAttempts':0,'embedded':{'threads':2,'model':null}}")
                .loadCleanly();
        assertEquals("org/name:tag", settings.model());
        assertEquals(0, settings.retryAttempts());
        assertEquals(2, settings.embedded().threads());
        assertEquals(Map.of(), settings.providers());
    }
}
