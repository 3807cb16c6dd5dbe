package dev.chatman.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.settings.ClockSettings;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.Settings;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderRegistryTest {

    private static final String OLLAMA = "http://127.0.0.1:11434/v1";
    private static final String LLAMA_SERVER = "http://127.0.0.1:8080/v1";
    private static final String WORK = "https://gpu.example/v1";

    private final EndpointsThatAnswer endpoints = new EndpointsThatAnswer();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void withNothingConfiguredAndNothingRunningTheEmbeddedModelAnswers() {
        Providers.Choice choice = choose(registry("auto", null), null, null);
        assertEquals("embedded", choice.provider());
        assertEquals("smol", choice.model(), "the catalogue's default");
        assertTrue(choice.local());
        assertEquals(4096, choice.contextTokens());
    }

    @Test
    void aRunningLocalEngineAnswersBeforeTheEmbeddedModel() {
        endpoints.with(LLAMA_SERVER, "tiny").with(OLLAMA, "nomic-embed-text", "gpt-oss:120b-cloud", "qwen3:8b");
        Providers.Choice choice = choose(registry("auto", null), null, null);
        assertEquals("ollama", choice.provider());
        assertEquals("qwen3:8b", choice.model(), "neither an embedding model nor one that runs elsewhere");
        assertTrue(choice.reason().contains(OLLAMA));
    }

    @Test
    void anEngineThatListsNothingUsableIsPassedOver() {
        endpoints.with(OLLAMA, "gpt-oss:120b-cloud").with(LLAMA_SERVER, "tiny");
        assertEquals("tiny", choose(registry("local", null), null, null).model());
    }

    @Test
    void aConfiguredEndpointIsNotAskedUnlessItIsNamed() {
        endpoints.with(WORK, "large");
        ProviderRegistry registry = registry("auto", null, work(null));
        assertEquals("embedded", choose(registry, null, null).provider());
        Providers.Choice named = choose(registry, "work", null);
        assertEquals("work", named.provider());
        assertEquals("large", named.model());
        assertEquals(
                "own", choose(registry("auto", null, work("own")), "work", null).model());
    }

    @Test
    void anEndpointWithoutACatalogueIsAskedAllTheSame() {
        assertEquals("", choose(registry("work", null, work(null)), null, null).model());
    }

    @Test
    void theModelThatIsSetBelongsToTheProviderThatIsSet() {
        endpoints.with(WORK, "large");
        ProviderRegistry registry = registry("auto", "tiny", work(null));
        assertEquals("large", choose(registry, "work", null).model());
        endpoints.with(LLAMA_SERVER, "other", "tiny");
        assertEquals("tiny", choose(registry, null, null).model());
    }

    @Test
    void aModelThatNobodyServesIsAnErrorThatNamesThoseThereAre() {
        endpoints.with(OLLAMA, "qwen3:8b");
        ChatException failure = failure(registry("auto", null), null, "gone");
        assertEquals(ErrorCode.MODEL_NOT_FOUND, failure.code());
        assertEquals("There is: qwen3:8b.", failure.hint());
    }

    @Test
    void modelsOfTheEmbeddedEngineAreFoundByIdAndByFile() {
        endpoints.with(OLLAMA, "qwen3:8b");
        for (String model : List.of("smol", "/models/my model.gguf")) {
            Providers.Choice choice = choose(registry("auto", model), null, null);
            assertEquals("embedded", choice.provider());
            assertEquals(model, choice.model());
        }
    }

    @Test
    void anUnknownProviderIsAnErrorThatNamesTheKnownOnes() {
        ChatException failure = failure(registry("auto", null, work(null)), "wrok", null);
        assertEquals(ErrorCode.MODEL_NOT_FOUND, failure.code());
        assertTrue(String.valueOf(failure.hint()).contains("work"));
    }

    @Test
    void looksAgainAfterAWhile() {
        ProviderRegistry registry = registry("auto", null);
        assertEquals("embedded", choose(registry, null, null).provider());
        endpoints.with(OLLAMA, "qwen3:8b");
        assertEquals("embedded", choose(registry, null, null).provider());
        now.addAndGet(TimeUnit.SECONDS.toNanos(31));
        assertEquals("ollama", choose(registry, null, null).provider());
    }

    @Test
    void anEngineThatNeverAnswersDoesNotHoldUpTheChoice() throws Exception {
        endpoints.with(OLLAMA, new CompletableFuture<List<ModelInfo>>());
        CompletableFuture<Providers.Choice> choice =
                registry("auto", null).choose(null, null).toCompletableFuture();
        assertEquals("embedded", choice.get(10, TimeUnit.SECONDS).provider());
    }

    @Test
    void statesTheChosenProviderFirstAndSaysWhatToDo() {
        endpoints.with(OLLAMA, "qwen3:8b");
        List<ProviderStatus> states = registry("auto", null, work(null))
                .status()
                .toCompletableFuture()
                .join();
        assertEquals("ollama", states.get(0).id());
        assertEquals(ProviderStatus.State.READY, states.get(0).state());
        ProviderStatus work = named(states, "work");
        assertEquals(ProviderStatus.State.UNREACHABLE, work.state());
        assertEquals("Is it running?", work.remedy());
        assertEquals(
                ProviderStatus.State.NEEDS_DOWNLOAD, named(states, "embedded").state());
    }

    @Test
    void newSettingsHoldForTheNextQuestionAndOldEndpointsAreClosedAtTheEnd() {
        endpoints.with(WORK, "large");
        ProviderRegistry registry = registry("work", null, work(null));
        assertEquals("work", choose(registry, null, null).provider());
        registry.replace(settings("embedded", null));
        assertEquals("embedded", choose(registry, null, null).provider());
        registry.close();
        assertEquals(List.of(WORK, "embedded"), endpoints.closed);
    }

    private static Providers.Choice choose(
            ProviderRegistry registry, @Nullable String provider, @Nullable String model) {
        return registry.choose(provider, model).toCompletableFuture().join();
    }

    private static ChatException failure(ProviderRegistry registry, @Nullable String provider, @Nullable String model) {
        CompletionException wrapped = assertThrows(CompletionException.class, () -> choose(registry, provider, model));
        return assertInstanceOf(ChatException.class, wrapped.getCause());
    }

    private static ProviderStatus named(List<ProviderStatus> states, String id) {
        return states.stream()
                .filter(state -> state.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private ProviderRegistry registry(String provider, @Nullable String model, ProviderSettings... named) {
        return new ProviderRegistry(
                settings(provider, model, named),
                endpoints,
                LocalEngines.known(endpoints, scheduler, now::get),
                new OneModelInTheCatalogue());
    }

    private static Settings settings(String provider, @Nullable String model, ProviderSettings... named) {
        return new Settings(
                provider,
                model,
                3,
                null,
                List.of(named).stream().collect(Collectors.toMap(ProviderSettings::name, entry -> entry)),
                EmbeddedSettings.DEFAULTS);
    }

    private static ProviderSettings work(@Nullable String model) {
        return new ProviderSettings(
                "work",
                "openai-compatible",
                URI.create(WORK),
                null,
                Map.of(),
                model,
                null,
                null,
                ClockSettings.DEFAULTS,
                EndpointQuirks.NONE);
    }

    private static final class OneModelInTheCatalogue implements LocalModels {
        @Override
        public List<LocalModel> list() {
            return List.of(new LocalModel("smol", 98_000_000, null, true, "small"));
        }

        @Override
        public CompletableFuture<Path> pull(String id, ProgressListener progress) {
            throw new AssertionError("Choosing fetches nothing");
        }

        @Override
        public void remove(String id) {
            throw new AssertionError("Choosing removes nothing");
        }
    }
}
