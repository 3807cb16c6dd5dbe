package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.provider.embedded.model.ModelStore;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FakeScheduler;
import dev.chatman.testing.TinyGguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded provider says of a chat without starting anything. */
class EmbeddedCheckTest {
    private static final String DEFAULT = "smollm2-135m";

    @TempDir
    Path directory;

    private final FakeScheduler tasks = new FakeScheduler();

    @BeforeEach
    void installTheLibrary() throws IOException {
        Files.createDirectories(directory.resolve("natives/Linux/x86_64"));
        Files.createFile(directory.resolve("natives/Linux/x86_64/libjllama.so"));
    }

    @Test
    void aModelThatHasToBeFetchedIsFineWhereTheEngineRuns() {
        assertDoesNotThrow(() -> check(bundled("amd64"), DEFAULT));
        assertDoesNotThrow(() -> check(bundled("amd64"), ""));
    }

    @Test
    void aFileOfTheUsersIsFineWhenTheEngineKnowsItsArchitecture() throws IOException {
        Path known = TinyGguf.write(directory.resolve("own model.gguf"));
        Path newer = TinyGguf.write(directory.resolve("newer.gguf"), "qwen99");

        assertDoesNotThrow(() -> check(bundled("amd64"), known.toString()));
        assertTrue(failure(bundled("amd64"), newer.toString()).message().contains("\"qwen99\""));
    }

    @Test
    void aFileOfTheUsersThatIsNoModelIsNotForChatManToFetchAgain() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.gguf"), "random");

        ProviderException failure = failure(bundled("amd64"), file.toString());

        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
        assertEquals("The model file " + file + " cannot be used: it is not a GGUF file.", failure.message());
        assertEquals(
                "Get the file again from where it came from, or choose another model; `chatman models` lists those that"
                        + " ChatMan can fetch.",
                failure.details().hint());
    }

    @Test
    void aFetchedFileThatIsDamagedIsFetchedAgain() throws IOException {
        Path models = Files.createDirectories(directory.resolve("models"));
        Files.writeString(models.resolve("SmolLM2-135M-Instruct.Q4_1.gguf"), "random");

        assertEquals(
                "Fetch it again (chatman models remove smollm2-135m, then: chatman models pull smollm2-135m), or choose"
                        + " another model.",
                failure(bundled("amd64"), DEFAULT).details().hint());
    }

    @Test
    void aModelThatDoesNotExistIsSaidToBeSo() {
        CompletionException failure =
                assertThrows(CompletionException.class, () -> check(bundled("amd64"), "no-such-model"));

        assertEquals(
                ErrorCode.MODEL_NOT_FOUND,
                assertInstanceOf(ChatException.class, failure.getCause()).code());
    }

    @Test
    void aMachineWithoutALibraryCannotChat() {
        assertEquals(
                "The embedded engine does not run on Linux riscv64.",
                failure(bundled("riscv64"), DEFAULT).message());
    }

    @Test
    void llamaServerHasToBeOnThePath() {
        LlamaServerLauncher launcher =
                new LlamaServerLauncher(EmbeddedSettings.DEFAULTS, Map.of("PATH", directory.toString()), directory);

        assertEquals("llama-server was not found.", failure(launcher, DEFAULT).message());
    }

    @Test
    void llamaServerHasToBeAProgramWhereItIsNamed() {
        Path named = directory.resolve("nothing here");
        EmbeddedSettings settings = new EmbeddedSettings(
                EmbeddedSettings.Engine.LLAMA_SERVER, named, null, 4096, null, EmbeddedSettings.DEFAULTS.idleStop());

        assertEquals(
                "llama-server cannot be started: " + named + " is not a program.",
                failure(new LlamaServerLauncher(settings, Map.of(), directory), DEFAULT)
                        .message());
    }

    private BundledLauncher bundled(String arch) {
        NativeLibraries libraries =
                new NativeLibraries(directory.resolve("natives"), "Linux", arch, directory.resolve("lib"));
        return new BundledLauncher(directory, List.of(), libraries, EmbeddedSettings.DEFAULTS, directory);
    }

    private ProviderException failure(EngineLauncher launcher, String model) {
        CompletionException failure = assertThrows(CompletionException.class, () -> check(launcher, model));
        return assertInstanceOf(ProviderException.class, Objects.requireNonNull(failure.getCause()));
    }

    private void check(EngineLauncher launcher, String model) {
        LocalModels models = new ModelStore(directory.resolve("models"), Map.of(), tasks);
        EmbeddedProvider provider = new EmbeddedProvider(
                EmbeddedSettings.DEFAULTS,
                models,
                launcher,
                (baseUrl, key) -> {
                    throw new AssertionError("connected to " + baseUrl);
                },
                tasks,
                tasks);
        CompletableFuture<@Nullable Void> checked = provider.check(model).toCompletableFuture();
        tasks.runDue();
        checked.join();
    }
}
