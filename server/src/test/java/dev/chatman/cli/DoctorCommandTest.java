package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.ProviderStatus.State;
import dev.chatman.settings.Directories;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.LoadedSettings;
import dev.chatman.settings.Settings;
import dev.chatman.settings.SettingsProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {

    @TempDir
    Path home;

    private final ServicesThatSay services = new ServicesThatSay();
    private final TestTerminal pipes = TestTerminal.pipes();

    @BeforeEach
    void liveAtHome() {
        services.directories = new Directories(Map.of(), "Linux", home.toString());
    }

    @ParameterizedTest
    @CsvSource({"READY, 0", "NEEDS_DOWNLOAD, 0", "NO_KEY, 1", "UNREACHABLE, 1", "UNUSABLE, 1"})
    void endsWithWhetherAChatWorks(State state, int exitCode) {
        services.statuses = List.of(status("work", state), status("other", State.READY));

        assertEquals(exitCode, pipes.run(services, "doctor"));
        assertEquals(exitCode == 0, pipes.out().contains("\nA chat works."), pipes.out());
    }

    @Test
    void knowsThatAWrongFlagIsNotGuessedAround() {
        services.statuses = List.of(status("work", State.READY));
        services.problem(new SettingsProblem("the command line", "provider", "must be one of \"auto\"; ignored"));

        assertEquals(ExitCode.FAILED, pipes.run(services, "doctor", "--provider", "nope"));
        assertTrue(pipes.out().contains("✗ the command line: provider: must be one of"), pipes.out());
    }

    @Test
    void knowsThatNothingWorksWithoutProviders() {
        assertEquals(ExitCode.FAILED, pipes.run(services, "doctor"));
    }

    @Test
    void knowsThatADownloadNeedsAPlace() throws Exception {
        Files.writeString(home.resolve(".cache"), "a file in the way");
        services.statuses = List.of(status("embedded", State.NEEDS_DOWNLOAD));

        assertEquals(ExitCode.FAILED, pipes.run(services, "doctor"));
        assertTrue(pipes.out().contains("✗ cache: " + home.resolve(".cache/chatman")), pipes.out());
    }

    @Test
    void showsEverythingButSecrets() {
        services.settings = new LoadedSettings(
                Settings.DEFAULTS,
                Map.of("provider", "the command line", "providers.work.apiKey", "/home/me/config.json"),
                List.of(new SettingsProblem("CHATMAN_RETRIES", "retryAttempts", "Not a number.")));
        services.statuses = List.of(status("work", State.NO_KEY));

        pipes.run(services, "doctor", "--provider", "work");

        assertTrue(pipes.out().contains("Java " + Runtime.version()), pipes.out());
        assertTrue(pipes.out().contains("  provider = auto  (the command line)\n"), pipes.out());
        assertTrue(pipes.out().contains("  providers.work.apiKey  (/home/me/config.json)\n"), pipes.out());
        assertTrue(pipes.out().contains("  retryAttempts = 3  (default)\n"), pipes.out());
        assertTrue(pipes.out().contains("✗ CHATMAN_RETRIES: retryAttempts: Not a number."), pipes.out());
        assertTrue(pipes.out().contains("✗ work · big: no key. It is so.\n      → Do this.\n"), pipes.out());
        assertTrue(pipes.out().contains("  medium  400.0 MB  " + Path.of("/models/medium.gguf")), pipes.out());
        assertTrue(pipes.out().contains("✓ config: " + home.resolve(".config/chatman")), pipes.out());
        assertEquals("", pipes.err());
    }

    @Test
    void showsHowTheEmbeddedEngineIsSet() {
        EmbeddedSettings embedded = new EmbeddedSettings(
                EmbeddedSettings.Engine.LLAMA_SERVER,
                Path.of("llama.cpp", "llama-server"),
                "own.gguf",
                8192,
                3,
                Duration.ofMinutes(5));
        services.settings = new LoadedSettings(
                new Settings("auto", null, 3, null, Map.of(), embedded),
                Map.of(
                        "embedded.engine", "the file",
                        "embedded.llamaServer", "the file",
                        "embedded.model", "CHATMAN_MODEL",
                        "embedded.contextTokens", "the file",
                        "embedded.threads", "the file",
                        "embedded.idleStopMinutes", "the file"),
                List.of());

        pipes.run(services, "doctor");

        assertTrue(
                pipes.out().contains("""
                  embedded.contextTokens = 8192  (the file)
                  embedded.engine = llama-server  (the file)
                  embedded.idleStopMinutes = 5  (the file)
                  embedded.llamaServer = %s  (the file)
                  embedded.model = own.gguf  (CHATMAN_MODEL)
                  embedded.threads = 3  (the file)
                """.formatted(Path.of("llama.cpp", "llama-server"))
                        .indent(0)),
                pipes.out());
    }

    @Test
    void tellsPrograms() {
        services.statuses = List.of(status("embedded", State.NEEDS_DOWNLOAD));

        assertEquals(ExitCode.OK, pipes.run(services, "doctor", "--json"));

        JsonObject json = JsonParser.parseString(pipes.out()).getAsJsonObject();
        assertTrue(json.get("chatWorks").getAsBoolean());
        assertEquals(
                "needs_download",
                json.get("providers")
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("state")
                        .getAsString());
        assertEquals(4, json.get("directories").getAsJsonArray().size());
    }

    private static ProviderStatus status(String id, State state) {
        return new ProviderStatus(id, "openai-compatible", false, state, "big", "It is so.", "Do this.");
    }
}
