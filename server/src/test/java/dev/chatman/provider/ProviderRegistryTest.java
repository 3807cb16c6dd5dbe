package dev.chatman.provider;

import static dev.chatman.provider.RegistrySettings.WORK;
import static dev.chatman.provider.RegistrySettings.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderRegistryTest {

    private static final String OLLAMA = "http://127.0.0.1:11434";
    private static final String LLAMA_SERVER = "http://127.0.0.1:8080/v1";
    private static final String IO_THREAD = "test-io";

    private final EndpointsThatAnswer endpoints = new EndpointsThatAnswer();
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService io = Executors.newCachedThreadPool(work -> new Thread(work, IO_THREAD));
    private final AtomicLong now = new AtomicLong();
    private final OneModelInTheCatalogue catalogue = new OneModelInTheCatalogue();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
        io.shutdownNow();
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
    void anEngineThatHasJustBeenStartedIsSeenSoon() {
        ProviderRegistry registry = registry("auto", null);
        assertEquals("embedded", choose(registry, null, null).provider());
        endpoints.with(OLLAMA, "qwen3:8b");
        assertEquals("embedded", choose(registry, null, null).provider());
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertEquals("ollama", choose(registry, null, null).provider());
    }

    @Test
    void anEngineThatRunsIsNotAskedAtEveryQuestion() {
        endpoints.with(LLAMA_SERVER, "tiny");
        ProviderRegistry registry = registry("auto", null);
        assertEquals("llama-server", choose(registry, null, null).provider());
        endpoints.with(OLLAMA, "qwen3:8b");
        now.addAndGet(TimeUnit.SECONDS.toNanos(29));
        assertEquals("llama-server", choose(registry, null, null).provider());
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertEquals("ollama", choose(registry, null, null).provider());
    }

    @Test
    void anEngineThatNeverAnswersDoesNotHoldUpTheChoiceNorRunItOnTheClock() throws Exception {
        endpoints.with(OLLAMA, new CompletableFuture<List<ModelInfo>>());
        CompletableFuture<String> thread = new CompletableFuture<>();
        CompletableFuture<Providers.Choice> choice = registry("auto", null)
                .choose(null, null)
                .whenComplete((chosen, failure) ->
                        thread.complete(Thread.currentThread().getName()))
                .toCompletableFuture();
        assertEquals("embedded", choice.get(10, TimeUnit.SECONDS).provider());
        assertEquals(IO_THREAD, thread.join());
    }

    @Test
    void anEngineWithTwoUsualPortsIsFoundByItsNameWhereItRuns() {
        endpoints.with(LLAMA_SERVER, "tiny");
        ProviderRegistry registry = registry("auto", null);
        assertEquals("tiny", choose(registry, "llama-server", null).model());
        assertEquals(
                List.of(ModelInfo.of("tiny")),
                registry.models(null).toCompletableFuture().join());
        List<ProviderStatus> states = registry.status().toCompletableFuture().join();
        assertEquals("llama-server", states.get(0).id());
        assertEquals(ProviderStatus.State.READY, states.get(0).state());
        assertEquals(
                1,
                states.stream()
                        .filter(state -> state.id().equals("llama-server"))
                        .count());
    }

    @Test
    void newSettingsHoldForTheNextQuestionAndOldEndpointsAreClosedAtTheEnd() {
        endpoints.with(WORK, "large");
        ProviderRegistry registry = registry("work", null, work(null));
        assertEquals("work", choose(registry, null, null).provider());
        registry.replace(RegistrySettings.of("embedded", null));
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

    private ProviderRegistry registry(String provider, @Nullable String model, ProviderSettings... named) {
        return new ProviderRegistry(
                RegistrySettings.of(provider, model, named), endpoints, catalogue, scheduler, io, now::get);
    }
}
