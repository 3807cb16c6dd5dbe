package dev.chatman.settings;

import static dev.chatman.settings.SettingsUnderTest.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors can be named without an entry of their own; their keys go to them alone. */
class VendorSettingsTest {

    private static final Credential KEY = new Credential.Env("ANTHROPIC_API_KEY");

    @TempDir
    Path home;

    @Test
    void aVendorCanBeNamedWithoutAnEntry() {
        Settings settings = new SettingsUnderTest(home)
                .variable("CHATMAN_PROVIDER", "anthropic")
                .loadCleanly();
        ProviderSettings anthropic = ProviderType.withoutEntry("anthropic").orElseThrow();

        assertEquals("anthropic", settings.provider());
        assertEquals(Map.of(), settings.providers());
        assertEquals("anthropic", anthropic.type());
        assertEquals(URI.create("https://api.anthropic.com"), anthropic.baseUrl());
        assertEquals(KEY, anthropic.apiKey());
    }

    @Test
    void aKeyInTheEnvironmentChangesNothing() {
        Settings settings = new SettingsUnderTest(home)
                .variable("ANTHROPIC_API_KEY", "sk-ant")
                .loadCleanly();

        assertEquals(Settings.DEFAULTS, settings);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai-compatible", "embedded", "auto", "nobody"})
    void nothingElseCanBe(String id) {
        assertEquals(Optional.empty(), ProviderType.withoutEntry(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | https://api.anthropic.com | ANTHROPIC_API_KEY",
                "{'baseUrl':'https://API.anthropic.com/v1'} | https://API.anthropic.com/v1 | ANTHROPIC_API_KEY",
                "{'baseUrl':'http://api.anthropic.com'} | http://api.anthropic.com | ",
                "{'baseUrl':'https://api.anthropic.com.evil.example'} | https://api.anthropic.com.evil.example | ",
                "{'baseUrl':'http://127.0.0.1:8080'} | http://127.0.0.1:8080 | ",
                "{'apiKey':{'env':'MINE'}} | https://api.anthropic.com | MINE",
                "{'baseUrl':'http://gpu:1','apiKey':{'env':'MINE'}} | http://gpu:1 | MINE",
            })
    void theVendorsKeyGoesToTheVendorAlone(String entry, URI address, @Nullable String variable) {
        Settings settings = new SettingsUnderTest(home)
                .trusted("initializationOptions", "{'providers':{'anthropic':" + entry + "}}")
                .loadCleanly();

        ProviderSettings anthropic = provider(settings, "anthropic");
        assertEquals(address, anthropic.baseUrl());
        assertEquals(variable == null ? null : new Credential.Env(variable), anthropic.apiKey());
    }

    @Test
    void anotherNameMayHaveTheType() {
        Settings settings = new SettingsUnderTest(home)
                .trusted("initializationOptions", "{'providers':{'claude':{'type':'anthropic','model':'m'}}}")
                .loadCleanly();

        assertEquals(
                URI.create("https://api.anthropic.com"),
                provider(settings, "claude").baseUrl());
        assertEquals(KEY, provider(settings, "claude").apiKey());
        assertEquals("m", provider(settings, "claude").model());
    }
}
