package dev.chatman.settings;

import static dev.chatman.settings.SettingsUnderTest.provider;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    Path home;

    private SettingsUnderTest sources;

    @BeforeEach
    void emptyHome() {
        sources = new SettingsUnderTest(home);
    }

    @Test
    void nothingSetGivesTheDefaults() {
        assertEquals(Settings.DEFAULTS, sources.loadCleanly());
    }

    @Test
    void aStrongerSourceWinsKeyByKeyAndOriginsTellWhich() {
        LoadedSettings loaded = sources.trusted("flags", "{'model':'m1'}")
                .trusted("initializationOptions", "{'model':'m2','retryAttempts':1}")
                .workspace("{'model':'m3','retryAttempts':2,'timeoutSecs':3}")
                .variable("CHATMAN_TIMEOUT_SECS", "4")
                .variable("CHATMAN_EMBEDDED_THREADS", "5")
                .file("{\"embedded\":{\"threads\":6,\"contextTokens\":2048},\"provider\":\"embedded\"}")
                .load();

        Settings settings = loaded.settings();
        assertEquals(List.of(), loaded.problems());
        assertEquals("m1", settings.model());
        assertEquals(1, settings.retryAttempts());
        assertEquals(Duration.ofSeconds(3), settings.timeout());
        assertEquals(5, settings.embedded().threads());
        assertEquals(2048, settings.embedded().contextTokens());
        assertEquals(
                Map.of(
                        "model", "flags",
                        "retryAttempts", "initializationOptions",
                        "timeoutSecs", "workspace",
                        "embedded.threads", "CHATMAN_EMBEDDED_THREADS",
                        "embedded.contextTokens", sources.userFile().toString(),
                        "provider", sources.userFile().toString()),
                loaded.origins());
    }

    @Test
    void entriesOfProvidersAreMergedByNameAndKey() {
        Settings settings = sources.trusted(
                        "flags", "{'provider':'work','providers':{'work':{'clocks':{'idleSecs':0.5}}}}")
                .file("{\"providers\":{\"work\":{\"type\":\"openai-compatible\",\"baseUrl\":\"http://gpu:8000/v1\","
                        + "\"clocks\":{\"idleSecs\":9,\"totalSecs\":0}}}}")
                .loadCleanly();

        ProviderSettings work = provider(settings, "work");

        assertEquals(URI.create("http://gpu:8000/v1"), work.baseUrl());
        assertEquals(new ClockSettings(null, null, Duration.ofMillis(500), null, Duration.ZERO), work.clocks());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            value = {"ollama, {}", "gpu, {'type':'ollama'}"})
    void anOllamaNeedsNoAddress(String name, String entry) {
        Settings settings = sources.file("{\"providers\":{\"" + name + "\":" + entry.replace('\'', '"') + "}}")
                .loadCleanly();

        assertEquals("ollama", provider(settings, name).type());
    }

    @Test
    void everyKeyOfAProviderIsRead() {
        Settings settings = sources.file("""
                        { // which one
                          "provider": "work", "providers": {
                          "work": { "type": "openai-compatible", "baseUrl": "https://h/v1",
                            "apiKey": {"command": ["pass", "show", ""]}, "headers": {"X-Team": "a b"}, "model": "m",
                            "maxOutputTokens": 100, "temperature": 0.5,
                            "clocks": {"connectSecs": 1, "firstEventSecs": 2, "idleSecs": 3,
                                       "progressIdleSecs": 4, "totalSecs": 5},
                            "quirks": {"authHeader": "api-key", "authScheme": "", "maxTokensField": "max_completion_tokens",
                              "systemRole": "developer", "streamOptions": false, "modelsPath": "/v2/models",
                              "dropParams": ["temperature"], "extraBody": {"a": {"b": [1, true, "c"]}}, }, },
                          "ollama": {"model": "qwen3"} } /* end */ }
                        """).loadCleanly();

        ProviderSettings work = provider(settings, "work");
        assertEquals(List.of("work", "ollama"), List.copyOf(settings.providers().keySet()));
        assertEquals(new Credential.Command(List.of("pass", "show", "")), work.apiKey());
        assertEquals(Map.of("X-Team", "a b"), work.headers());
        assertEquals("m", work.model());
        assertEquals(100, work.maxOutputTokens());
        assertEquals(0.5, work.temperature());
        assertEquals(Duration.ofSeconds(4), work.clocks().progressIdle());
        EndpointQuirks quirks = work.quirks();
        assertEquals("api-key", quirks.authHeader());
        assertEquals("", quirks.authScheme());
        assertEquals(false, quirks.streamOptions());
        assertEquals(List.of("temperature"), quirks.dropParams());
        assertEquals("{a={b=[1, true, c]}}", quirks.extraBody().toString());
    }

    @Test
    void pathsMayBeginWithTheHome() {
        Settings settings = sources.file(
                        "{\"embedded\":{\"engine\":\"llama-server\",\"llamaServer\":\"~/bin/llama server\","
                                + "\"model\":\"~/m.gguf\"},\"providers\":{\"w\":{\"type\":\"ollama\",\"apiKey\":{\"file\":\"~/key\"}}}}")
                .loadCleanly();

        assertEquals(EmbeddedSettings.Engine.LLAMA_SERVER, settings.embedded().engine());
        assertEquals(home.resolve("bin/llama server"), settings.embedded().llamaServer());
        assertEquals(home.resolve("m.gguf").toString(), settings.embedded().model());
        assertEquals(
                new Credential.File(home.resolve("key")),
                provider(settings, "w").apiKey());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "retryAttempts | 11 | whole number from 0 to 10",
                "retryAttempts | 1.5 | whole number",
                "retryAttempts | '3' | whole number",
                "timeoutSecs | 0 | above 0",
                "timeoutSecs | -1 | above 0",
                "timeoutSecs | 1e99 | at most 86400",
                "provider | 7 | must be a text",
                "model | '' | not empty",
                "embedded | 1 | must be an object",
                "providers | [] | must be an object",
            })
    void anInvalidValueIsReportedAndTheDefaultHolds(String key, String value, String message) {
        String json = "{\"" + key + "\":" + value.replace('\'', '"') + "}";
        assertEquals(Settings.DEFAULTS, sources.file(json).loadWithProblem(key, message));
    }

    @Test
    void anInvalidValueLetsTheNextWeakerSourceHold() {
        Settings settings = sources.trusted("flags", "{'retryAttempts':99}")
                .file("{\"retryAttempts\":7}")
                .loadWithProblem("retryAttempts", "from 0 to 10");
        assertEquals(7, settings.retryAttempts());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "work | {'type':'openai-compatible'} | .baseUrl | must be set",
                "work | {'baseUrl':'http://h'} | .type | \"openai-compatible\", \"ollama\"",
                "work | {'type':'opnai'} | .type | must be one of",
                "auto | {'type':'embedded'} | ^^ | choose another",
                "ollama | {'type':'openai-compatible','baseUrl':'http://h'} | .type | like the entry's name",
                "embedded | {} | ^^ | belongs under",
                "work | {'type':'embedded'} | ^^ | belongs under",
                "work | 'x' | ^^ | must be an object",
            })
    void anEntryThatCannotWorkIsLeftOut(String name, String entry, String key, String message) {
        String json = "{\"providers\":{\"" + name + "\":" + entry.replace('\'', '"') + "}}";
        Settings settings = sources.file(json).loadWithProblem("providers." + name + key, message);
        assertEquals(Map.of(), settings.providers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "baseUrl | 'ftp://h/' | like http://",
                "baseUrl | 'http:///v1' | like http://",
                "baseUrl | 'http://sk-secret@h/v1' | user or password",
                "apiKey | {'envv':'sk-secret'} | must be a key",
                "apiKey | {'command':'sk-secret'} | must be a list",
                "apiKey | {'file':'sk-secret'} | absolute path",
                "headers | {'X':'sk-secret\\r\\nY: 1'} | line breaks",
                "headers | {'X Y':'sk-secret'} | header's name",
                "temperature | 'sk-secret' | number from 0 to 2",
                "quirks | {'extraBody':{'sk-secret':null}} | must not hold null",
            })
    void noMessageRepeatsAValue(String key, String value, String message) {
        LoadedSettings loaded = sources.file(
                        "{\"providers\":{\"ollama\":{\"" + key + "\":" + value.replace('\'', '"') + "}}}")
                .load();
        assertEquals(1, loaded.problems().size(), () -> "problems: " + loaded.problems());
        assertTrue(loaded.problems().get(0).message().contains(message), () -> "" + loaded.problems());
        assertFalse(loaded.toString().contains("sk-secret"), loaded::toString);
    }

    @Test
    void secretsAreNotPrintedWithTheSettings() {
        SettingsUnderTest withSecrets = sources.file("{\"providers\":{\"ollama\":{\"apiKey\":\"sk-secret\","
                + "\"headers\":{\"X\":\"sk-secret\"},\"quirks\":{\"extraBody\":{\"k\":\"sk-secret\"}}}}}");
        assertFalse(withSecrets.load().toString().contains("sk-secret"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'provder':'auto'} | provder | Did you mean \"provider\"?",
                "{'retry_attempts':1} | retry_attempts | \"retryAttempts\"",
                "{'embedded':{'thraeds':1}} | embedded.thraeds | \"threads\"",
                "{'providers':{'ollama':{'clocks':{'idleSec':1}}}} | providers.ollama.clocks.idleSec | \"idleSecs\"",
                "{'colour':'red'} | colour | is not a setting",
                "{'provider':'embeded'} | provider | \"providers\" (did you mean \"embedded\"?); ignored",
                "{'provider':'openai-compatible'} | provider | must be one of \"auto\", \"local\", \"embedded\"",
            })
    void misspellingsAreNamed(String json, String key, String message) {
        sources.file(json.replace('\'', '"')).loadWithProblem(key, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "local", "embedded", "ollama", "llama-server", "lm-studio", "vllm"})
    void someProvidersNeedNoEntry(String provider) {
        Settings settings = sources.variable("CHATMAN_PROVIDER", provider).loadCleanly();
        assertEquals(provider, settings.provider());
    }

    @Test
    void theSchemaMemberAndNullsAreNoProblem() {
        sources.file("{\"$schema\":\"x\",\"model\":null,\"embedded\":null}").loadCleanly();
    }
}
