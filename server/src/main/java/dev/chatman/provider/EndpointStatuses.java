package dev.chatman.provider;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.ProviderStatus.State;
import dev.chatman.spi.ModelInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Says for each endpoint whether a chat would work, and what to do if not. */
final class EndpointStatuses {

    private final LocalModels localModels;

    EndpointStatuses(LocalModels localModels) {
        this.localModels = localModels;
    }

    /** Asks the endpoint for its models, the cheapest question that tries address, key and protocol. */
    CompletableFuture<ProviderStatus> of(Endpoint endpoint) {
        return endpoint.provider()
                .models()
                .handle((models, failure) -> failure == null
                        ? ready(endpoint, models)
                        : failed(endpoint, ChatException.mapped(failure, ChatException.Origin.NONE)))
                .toCompletableFuture();
    }

    ProviderStatus of(LocalEngines.Sighting sighting) {
        Endpoint endpoint = sighting.endpoint();
        return sighting.running()
                ? ready(endpoint, sighting.models())
                : status(
                        endpoint,
                        State.UNREACHABLE,
                        null,
                        "Nothing usable answers at " + endpoint.address() + ".",
                        "Start it if you want to use it; nothing to do otherwise.");
    }

    CompletableFuture<ProviderStatus> ofEmbedded(Endpoint endpoint) {
        return CompletableFuture.completedFuture(localModels.list().stream()
                .filter(model -> endpoint.model() == null
                        ? model.isDefault()
                        : model.id().equals(endpoint.model()))
                .findFirst()
                .map(model -> model.file() != null
                        ? status(endpoint, State.READY, model.id(), "The model is on this machine.", null)
                        : status(
                                endpoint,
                                State.NEEDS_DOWNLOAD,
                                model.id(),
                                "The model is fetched at the first question (" + model.bytes() / 1_000_000 + " MB).",
                                "Run `chatman models pull " + model.id() + "` to fetch it now."))
                .orElseGet(
                        () -> status(endpoint, State.READY, endpoint.model(), "The model is a file of yours.", null)));
    }

    private static ProviderStatus ready(Endpoint endpoint, List<ModelInfo> models) {
        String model = endpoint.model() != null || models.isEmpty()
                ? endpoint.model()
                : models.get(0).id();
        String count = models.size() == 1 ? "1 model" : models.size() + " models";
        return status(endpoint, State.READY, model, endpoint.address() + " answers and lists " + count + ".", null);
    }

    private static ProviderStatus failed(Endpoint endpoint, ChatException failure) {
        State state = switch (failure.code()) {
            case AUTH_MISSING -> State.NO_KEY;
            case NETWORK_UNREACHABLE, TIMEOUT_CONNECT, TIMEOUT_FIRST_TOKEN -> State.UNREACHABLE;
            default -> State.UNUSABLE;
        };
        return status(endpoint, state, endpoint.model(), failure.message(), failure.hint());
    }

    private static ProviderStatus status(
            Endpoint endpoint, State state, @Nullable String model, String message, @Nullable String remedy) {
        return new ProviderStatus(endpoint.id(), endpoint.type(), endpoint.local(), state, model, message, remedy);
    }
}
