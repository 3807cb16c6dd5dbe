package dev.chatman.provider;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.ProviderType;
import dev.chatman.settings.Settings;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Knows the endpoints of the current settings and decides which one answers.
 *
 * <p>With nothing configured the code stays on this machine: a running local engine answers, else the embedded model.
 * Another endpoint is asked only when it is named. Safe for use by several threads; no method blocks.
 */
public final class ProviderRegistry implements Providers, AutoCloseable {

    static final String AUTO = "auto";
    static final String LOCAL = "local";
    static final String EMBEDDED = "embedded";

    private final EndpointFactory factory;
    private final ModelQuery query;
    private final Executor io;
    private final LocalEngines localEngines;
    private final LocalModels localModels;
    /** Every endpoint that was ever opened, by the settings it was made from: a running chat may still use an old one. */
    private final Map<Object, Endpoint> opened = new LinkedHashMap<>();

    private volatile Settings settings;

    /**
     * The registry with the local engines at their usual ports. Opens nothing yet.
     *
     * @param io decides who answers, for which the disk is read
     */
    public static ProviderRegistry of(
            Settings settings,
            EndpointFactory factory,
            LocalModels localModels,
            ScheduledExecutorService clock,
            Executor io) {
        return new ProviderRegistry(settings, factory, localModels, clock, io, System::nanoTime);
    }

    ProviderRegistry(
            Settings settings,
            EndpointFactory factory,
            LocalModels localModels,
            ScheduledExecutorService clock,
            Executor io,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.factory = factory;
        this.localModels = localModels;
        this.io = io;
        this.query = new ModelQuery(clock, io);
        this.localEngines = LocalEngines.known(factory, query, nanoTime);
    }

    /** Takes new settings for the questions to come; those that run go on as they began. */
    public void replace(Settings newSettings) {
        settings = newSettings;
    }

    @Override
    public CompletionStage<Choice> choose(@Nullable String provider, @Nullable String model) {
        Settings current = settings;
        return onIo(() -> choose(current, provider, model));
    }

    private CompletionStage<Choice> choose(Settings current, @Nullable String provider, @Nullable String model) {
        String wanted = provider == null ? current.provider() : provider;
        // The model that is set belongs to the provider that is set.
        String wantedModel = model == null && wanted.equals(current.provider()) ? current.model() : model;
        if (wanted.equals(AUTO) || wanted.equals(LOCAL)) {
            return chooseLocal(current, wantedModel);
        }
        String reason = (provider == null ? "The settings name " : "You named ") + wanted + ".";
        return find(current, wanted).thenCompose(endpoint -> chooseModel(current, endpoint, wantedModel, reason));
    }

    private CompletionStage<Choice> chooseLocal(Settings current, @Nullable String model) {
        if (model != null && isEmbedded(model)) {
            return CompletableFuture.completedFuture(choice(
                    current, embedded(current), model, "The model '" + model + "' runs in the embedded engine."));
        }
        return localEngines.look().thenApply(sightings -> {
            for (LocalEngines.Sighting sighting : sightings) {
                for (ModelInfo candidate : sighting.models()) {
                    if (model == null || candidate.id().equals(model)) {
                        Endpoint endpoint = sighting.endpoint();
                        String reason = endpoint.id() + " runs at " + endpoint.address() + ".";
                        return choice(current, endpoint, candidate, reason);
                    }
                }
            }
            if (model != null) {
                throw noSuchModel(model, sightings);
            }
            return choice(
                    current,
                    embedded(current),
                    embeddedModel(current),
                    "No local engine is running, so the embedded model answers.");
        });
    }

    private CompletionStage<Choice> chooseModel(
            Settings current, Endpoint endpoint, @Nullable String model, String reason) {
        String chosen = model == null ? endpoint.model() : model;
        if (chosen == null && endpoint.id().equals(EMBEDDED)) {
            chosen = embeddedModel(current);
        }
        if (chosen != null) {
            return CompletableFuture.completedFuture(choice(current, endpoint, chosen, reason));
        }
        return query.ask(endpoint)
                .exceptionally(failure -> List.of()) // An endpoint without a catalogue still answers its only model.
                .thenApply(models -> models.stream()
                        .filter(info -> Endpoint.chatsLocally(info.id()) || !endpoint.local())
                        .findFirst()
                        .map(info -> choice(current, endpoint, info, reason))
                        .orElseGet(() -> choice(current, endpoint, "", reason)));
    }

    @Override
    public CompletionStage<List<ModelInfo>> models(@Nullable String provider) {
        Settings current = settings;
        String wanted = provider == null ? current.provider() : provider;
        if (wanted.equals(AUTO) || wanted.equals(LOCAL)) {
            return choose(wanted, null).thenCompose(choice -> models(choice.provider()));
        }
        return find(current, wanted)
                .thenCompose(endpoint -> query.ask(endpoint).handle((models, failure) -> {
                    if (failure != null) {
                        throw ChatException.mapped(failure, new ChatException.Origin(endpoint.id(), null, 1, false));
                    }
                    return models;
                }));
    }

    @Override
    public CompletionStage<List<ProviderStatus>> status() {
        Settings current = settings;
        EndpointStatuses statuses = new EndpointStatuses(localModels, query);
        // A vendor who is not named is not asked either, even if a key for it lies in the environment.
        List<CompletableFuture<ProviderStatus>> named = Stream.concat(
                        current.providers().values().stream(), entry(current, current.provider()).stream())
                .distinct()
                .map(entry -> statuses.of(open(entry)))
                .toList();
        CompletableFuture<List<LocalEngines.Sighting>> local = localEngines.look();
        CompletableFuture<Choice> choice = choose(null, null).toCompletableFuture();
        CompletableFuture<ProviderStatus> embedded = choice.handle((chosen, failure) -> embeddedModel(current, chosen))
                .thenComposeAsync(model -> statuses.ofEmbedded(embedded(current), model), io);
        return CompletableFuture.allOf(Stream.concat(named.stream(), Stream.of(local, embedded))
                        .toArray(CompletableFuture<?>[]::new))
                .thenCompose(done -> choice.handle((chosen, failure) -> {
                    List<ProviderStatus> all = new ArrayList<>();
                    if (chosen == null) {
                        ChatException why = ChatException.mapped(failure, ChatException.Origin.NONE);
                        all.add(EndpointStatuses.ofFailedChoice(current.provider(), current.model(), why));
                    }
                    named.forEach(status -> all.add(status.join()));
                    local.join().forEach(sighting -> all.add(statuses.of(sighting)));
                    all.add(embedded.join());
                    if (chosen != null) {
                        all.sort(Comparator.comparing(status -> !status.id().equals(chosen.provider())));
                    }
                    return all;
                }));
    }

    private static @Nullable String embeddedModel(Settings current, @Nullable Choice chosen) {
        return chosen != null && chosen.provider().equals(EMBEDDED)
                ? chosen.model()
                : current.embedded().model();
    }

    @Override
    public void close() {
        synchronized (opened) {
            opened.values().forEach(endpoint -> endpoint.provider().close());
            opened.clear();
        }
    }

    private CompletableFuture<Endpoint> find(Settings current, String id) {
        Optional<ProviderSettings> named = entry(current, id);
        if (named.isPresent()) {
            return CompletableFuture.completedFuture(open(named.get()));
        }
        return id.equals(EMBEDDED)
                ? CompletableFuture.completedFuture(embedded(current))
                : localEngines.named(id).orElseGet(() -> CompletableFuture.failedFuture(unknown(current, id)));
    }

    /** What the user wrote, else a vendor's own endpoint. */
    private static Optional<ProviderSettings> entry(Settings current, String id) {
        ProviderSettings written = current.providers().get(id);
        return written != null ? Optional.of(written) : ProviderType.withoutEntry(id);
    }

    /** Runs what reads the disk; what it throws makes the stage fail. */
    private <T> CompletionStage<T> onIo(Supplier<CompletionStage<T>> work) {
        return CompletableFuture.supplyAsync(work, io).thenCompose(Function.identity());
    }

    private Endpoint open(ProviderSettings entry) {
        synchronized (opened) {
            return opened.computeIfAbsent(entry, key -> factory.open(entry));
        }
    }

    private Endpoint embedded(Settings current) {
        synchronized (opened) {
            return opened.computeIfAbsent(current.embedded(), key -> factory.embedded(current.embedded()));
        }
    }

    private String embeddedModel(Settings current) {
        String configured = current.embedded().model();
        return configured != null
                ? configured
                : localModels.list().stream()
                        .filter(LocalModels.LocalModel::isDefault)
                        .map(LocalModels.LocalModel::id)
                        .findFirst()
                        .orElse("");
    }

    private boolean isEmbedded(String model) {
        return model.endsWith(".gguf")
                || localModels.list().stream().anyMatch(known -> known.id().equalsIgnoreCase(model));
    }

    private Choice choice(Settings current, Endpoint endpoint, String model, String reason) {
        return choice(current, endpoint, ModelInfo.of(model), reason);
    }

    private Choice choice(Settings current, Endpoint endpoint, ModelInfo model, String reason) {
        @Nullable Integer listed = model.contextTokens();
        return new Choice(
                endpoint.id(),
                model.id(),
                endpoint.local(),
                reason,
                listed == null ? endpoint.contextLimit().of(model.id()) : listed,
                endpoint.options(),
                factory.answerer(endpoint, current));
    }

    private static ChatException noSuchModel(String model, List<LocalEngines.Sighting> sightings) {
        String there = sightings.stream()
                .flatMap(sighting -> sighting.models().stream())
                .map(ModelInfo::id)
                .limit(8)
                .collect(Collectors.joining(", "));
        return ChatException.of(
                ErrorCode.MODEL_NOT_FOUND,
                "No local engine serves the model '" + model + "'.",
                there.isEmpty()
                        ? "No local engine is running; `chatman models` lists the embedded ones."
                        : "There is: " + there + ".");
    }

    private static ChatException unknown(Settings current, String id) {
        Stream<String> vendors = ProviderType.BUILT_IN.stream()
                .filter(type -> type.home() != null)
                .map(ProviderType::id);
        String known = Stream.of(Stream.of(AUTO, LOCAL, EMBEDDED), vendors, current.providers().keySet().stream())
                .flatMap(Function.identity())
                .distinct()
                .collect(Collectors.joining(", "));
        return ChatException.of(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no provider '" + id + "'.",
                "Use one of " + known + ", or describe it under \"providers\" in the settings.");
    }
}
