package dev.chatman.provider;

import static dev.chatman.provider.RegistrySettings.WORK;
import static dev.chatman.provider.RegistrySettings.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FakeScheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderStatesTest {

    private static final String OLLAMA = "http://127.0.0.1:11434";

    private final EndpointsThatAnswer endpoints = new EndpointsThatAnswer();
    private final OneModelInTheCatalogue catalogue = new OneModelInTheCatalogue();
    private final FakeScheduler clock = new FakeScheduler();

    @Test
    void statesTheChosenProviderFirstAndSaysWhatToDo() {
        endpoints.with(OLLAMA, "qwen3:8b");
        List<ProviderStatus> states = states(registry("auto", null, work(null)));
        assertEquals("ollama", states.get(0).id());
        assertEquals(ProviderStatus.State.READY, states.get(0).state());
        ProviderStatus work = named(states, "work");
        assertEquals(ProviderStatus.State.UNREACHABLE, work.state());
        assertEquals("Is it running?", work.remedy());
        assertEquals(
                ProviderStatus.State.NEEDS_DOWNLOAD, named(states, "embedded").state());
    }

    @Test
    void anEngineThatDoesNotRunIsStatedWithEveryAddressAtWhichItWasLookedFor() {
        List<ProviderStatus> states = states(registry("auto", null));
        assertEquals(
                "Nothing usable answers at http://127.0.0.1:9931/v1 or http://127.0.0.1:8080/v1.",
                named(states, "llama-server").message());
        assertEquals(
                1,
                states.stream()
                        .filter(state -> state.id().equals("llama-server"))
                        .count());
    }

    @Test
    void aNamedEndpointThatNeverAnswersIsAskedWithoutKnowingItsModelsAndIsReportedAsSuch() {
        endpoints.with(WORK, new CompletableFuture<List<ModelInfo>>());
        ProviderRegistry registry = registry("work", null, work(null));
        CompletableFuture<Providers.Choice> choice = registry.choose(null, null).toCompletableFuture();
        endpoints.with(WORK, new CompletableFuture<List<ModelInfo>>());
        CompletableFuture<List<ProviderStatus>> states = registry.status().toCompletableFuture();
        assertFalse(choice.isDone());
        clock.advance(Duration.ofSeconds(15));
        assertEquals("", choice.join().model());
        assertEquals(
                ProviderStatus.State.UNREACHABLE, named(states.join(), "work").state());
    }

    @Test
    void aChoiceThatFailsIsStatedFirst() {
        ProviderStatus first = states(registry("wrok", null)).get(0);
        assertEquals("wrok", first.id());
        assertEquals(ProviderStatus.State.UNUSABLE, first.state());
    }

    @Test
    void aModelFileThatIsNotThereMakesTheEmbeddedEngineUnusable(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("own model.gguf");
        ProviderRegistry registry = registry("auto", file.toString());
        ProviderStatus missing = states(registry).get(0);
        assertEquals("embedded", missing.id());
        assertEquals(ProviderStatus.State.UNUSABLE, missing.state());
        Files.createFile(file);
        assertEquals(ProviderStatus.State.READY, states(registry).get(0).state());
    }

    @Test
    void anEngineThatCannotRunMakesTheEmbeddedProviderUnusable() {
        endpoints.lacking(ProviderException.of(ErrorCode.ENGINE_UNAVAILABLE, "There is no engine.")
                .withHint("Install it."));
        ProviderStatus embedded = states(registry("embedded", null)).get(0);
        assertEquals(
                new ProviderStatus(
                        "embedded",
                        "embedded",
                        true,
                        ProviderStatus.State.UNUSABLE,
                        "smol",
                        "There is no engine.",
                        "Install it."),
                embedded);
    }

    @Test
    void aModelDirectoryThatCannotBeReadFailsTheStageAndNotTheCaller() {
        catalogue.unreadable = true;
        CompletionStage<Providers.Choice> choice = registry("embedded", null).choose(null, null);
        CompletionException failure = assertThrows(CompletionException.class, choice.toCompletableFuture()::join);
        assertInstanceOf(ChatException.class, failure.getCause());
        ProviderStatus first = states(registry("embedded", null)).get(0);
        assertEquals(ProviderStatus.State.UNUSABLE, first.state());
    }

    private static List<ProviderStatus> states(ProviderRegistry registry) {
        return registry.status().toCompletableFuture().join();
    }

    private static ProviderStatus named(List<ProviderStatus> states, String id) {
        return states.stream()
                .filter(state -> state.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ProviderRegistry registry(String provider, @Nullable String model, ProviderSettings... named) {
        return new ProviderRegistry(
                RegistrySettings.of(provider, model, named),
                endpoints,
                catalogue,
                clock,
                Runnable::run,
                clock::nanoTime);
    }
}
