package dev.chatman.provider;

import dev.chatman.provider.ollama.OllamaApi;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The engines that usually run on a developer's machine, asked at their default ports for their models. Safe for use by
 * several threads.
 */
final class LocalEngines {

    /** Long enough for an engine that is busy, short enough for a user who waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** How long an answer counts as fresh: engines are started and stopped by hand. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** The same while none runs: who has just started one wants it to be used. */
    private static final Duration FRESH_WHILE_NONE_RUNS = Duration.ofSeconds(2);

    /** In the order in which they are preferred; llama.cpp moved its default port from 8080 to 9931 in 2026. */
    private static final List<ProviderSettings> KNOWN = List.of(
            ProviderSettings.at("ollama", "ollama", OllamaApi.USUAL_ADDRESS),
            compatible("llama-server", 9931),
            compatible("llama-server", 8080),
            compatible("lm-studio", 1234),
            compatible("vllm", 8000));

    private final List<Endpoint> endpoints;
    private final ModelQuery query;
    private final LongSupplier nanoTime;
    private @Nullable CompletableFuture<List<Sighting>> latest;
    private long askedAt;

    /**
     * What one engine said.
     *
     * @param addresses where it was looked for
     * @param models its chat models that run here; empty when it did not answer
     */
    record Sighting(Endpoint endpoint, List<String> addresses, List<ModelInfo> models) {
        boolean running() {
            return !models.isEmpty();
        }

        /** The same engine, at one more address: where it runs counts. */
        Sighting or(Sighting other) {
            Sighting seen = other.running() && !running() ? other : this;
            List<String> both =
                    Stream.concat(addresses.stream(), other.addresses.stream()).toList();
            return new Sighting(seen.endpoint, both, seen.models);
        }
    }

    LocalEngines(List<Endpoint> endpoints, ModelQuery query, LongSupplier nanoTime) {
        this.endpoints = List.copyOf(endpoints);
        this.query = query;
        this.nanoTime = nanoTime;
    }

    static LocalEngines known(EndpointFactory factory, ModelQuery query, LongSupplier nanoTime) {
        return new LocalEngines(KNOWN.stream().map(factory::open).toList(), query, nanoTime);
    }

    /** Asks all of them at once; an answer that is fresh is used again. One sighting for each engine. Never fails. */
    synchronized CompletableFuture<List<Sighting>> look() {
        long now = nanoTime.getAsLong();
        CompletableFuture<List<Sighting>> known = latest;
        if (known != null
                && (!known.isDone() || now - askedAt < freshness(known.join()).toNanos())) {
            return known;
        }
        List<CompletableFuture<Sighting>> asked =
                endpoints.stream().map(this::ask).toList();
        CompletableFuture<List<Sighting>> all = CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(done ->
                        onePerEngine(asked.stream().map(CompletableFuture::join).toList()));
        latest = all;
        askedAt = now;
        return all;
    }

    /** The endpoint of a known engine by its name: where it runs, or the first address at which it might. */
    Optional<CompletableFuture<Endpoint>> named(String id) {
        return endpoints.stream().map(Endpoint::id).noneMatch(id::equals)
                ? Optional.empty()
                : Optional.of(look().thenApply(sightings -> sightings.stream()
                        .map(Sighting::endpoint)
                        .filter(endpoint -> endpoint.id().equals(id))
                        .findFirst()
                        .orElseThrow()));
    }

    private static Duration freshness(List<Sighting> sightings) {
        return sightings.stream().anyMatch(Sighting::running) ? FRESH : FRESH_WHILE_NONE_RUNS;
    }

    /** An engine that may be at several addresses is where it runs; in the order of preference. */
    private static List<Sighting> onePerEngine(List<Sighting> sightings) {
        Map<String, Sighting> engines = new LinkedHashMap<>();
        sightings.forEach(sighting -> engines.merge(sighting.endpoint().id(), sighting, Sighting::or));
        return List.copyOf(engines.values());
    }

    /** That nothing answers is the usual case and no failure. */
    private CompletableFuture<Sighting> ask(Endpoint endpoint) {
        return query.ask(endpoint, PATIENCE)
                .handle((models, failure) -> new Sighting(
                        endpoint,
                        List.of(endpoint.address()),
                        failure != null
                                ? List.of()
                                : models.stream()
                                        .filter(model -> Endpoint.chatsLocally(model.id()))
                                        .toList()));
    }

    private static ProviderSettings compatible(String name, int port) {
        return ProviderSettings.at(name, "openai-compatible", URI.create("http://127.0.0.1:" + port + "/v1"));
    }
}
