package dev.chatman.provider;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.ProviderStatus.State;
import dev.chatman.spi.ModelInfo;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Says for each endpoint whether a chat would work, and what to do if not. */
final class EndpointStatuses {

    private final LocalModels localModels;
    private final ModelQuery query;

    EndpointStatuses(LocalModels localModels, ModelQuery query) {
        this.localModels = localModels;
        this.query = query;
    }

    /** Asks the endpoint for its models, the cheapest question that tries address, key and protocol. */
    CompletableFuture<ProviderStatus> of(Endpoint endpoint) {
        return query.ask(endpoint)
                .handle((models, failure) -> failure == null
                        ? ready(endpoint, models)
                        : failed(endpoint, endpoint.model(), ChatException.mapped(failure, ChatException.Origin.NONE)));
    }

    ProviderStatus of(LocalEngines.Sighting sighting) {
        Endpoint endpoint = sighting.endpoint();
        return sighting.running()
                ? ready(endpoint, sighting.models())
                : status(
                        endpoint,
                        State.UNREACHABLE,
                        null,
                        "Nothing usable answers at " + String.join(" or ", sighting.addresses()) + ".",
                        "Start it if you want to use it; nothing to do otherwise.");
    }

    /**
     * Looks for the model, then for what would run it. Reads the disk.
     *
     * @param model what it would run; null for the catalogue's default
     */
    CompletableFuture<ProviderStatus> ofEmbedded(Endpoint endpoint, @Nullable String model) {
        ProviderStatus ofModel = ofEmbeddedModel(endpoint, model);
        String found = ofModel.model();
        if (ofModel.state() == State.UNUSABLE || found == null) {
            return CompletableFuture.completedFuture(ofModel);
        }
        return endpoint.provider()
                .check(found)
                .handle((nothing, failure) -> failure == null
                        ? ofModel
                        : failed(endpoint, found, ChatException.mapped(failure, ChatException.Origin.NONE)))
                .toCompletableFuture();
    }

    private ProviderStatus ofEmbeddedModel(Endpoint endpoint, @Nullable String model) {
        try {
            return localModels.list().stream()
                    .filter(known ->
                            model == null ? known.isDefault() : known.id().equalsIgnoreCase(model))
                    .findFirst()
                    .map(known -> ofKnown(endpoint, known))
                    .orElseGet(() -> ofFile(endpoint, String.valueOf(model)));
        } catch (ChatException unreadable) {
            return failed(endpoint, model, unreadable);
        }
    }

    /** No provider answers under the current settings. */
    static ProviderStatus ofFailedChoice(String wanted, @Nullable String model, ChatException failure) {
        return new ProviderStatus(wanted, wanted, false, State.UNUSABLE, model, failure.message(), failure.hint());
    }

    private static ProviderStatus ofKnown(Endpoint endpoint, LocalModels.LocalModel model) {
        return model.file() != null
                ? status(endpoint, State.READY, model.id(), "The model is on this machine.", null)
                : status(
                        endpoint,
                        State.NEEDS_DOWNLOAD,
                        model.id(),
                        "The model is fetched at the first question (" + model.bytes() / 1_000_000 + " MB).",
                        "Run `chatman models pull " + model.id() + "` to fetch it now.");
    }

    private static ProviderStatus ofFile(Endpoint endpoint, String path) {
        return isFile(path)
                ? status(endpoint, State.READY, path, "The model is a file of yours.", null)
                : status(
                        endpoint,
                        State.UNUSABLE,
                        path,
                        "There is no model \"" + path + "\": it is neither in the catalogue nor a file.",
                        "`chatman models` lists those there are; or give the path of a GGUF file.");
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private static ProviderStatus ready(Endpoint endpoint, List<ModelInfo> models) {
        String model = endpoint.model() != null || models.isEmpty()
                ? endpoint.model()
                : models.get(0).id();
        String count = models.size() == 1 ? "1 model" : models.size() + " models";
        return status(endpoint, State.READY, model, endpoint.address() + " answers and lists " + count + ".", null);
    }

    private static ProviderStatus failed(Endpoint endpoint, @Nullable String model, ChatException failure) {
        State state = switch (failure.code()) {
            case AUTH_MISSING -> State.NO_KEY;
            case NETWORK_UNREACHABLE, TIMEOUT_CONNECT, TIMEOUT_FIRST_TOKEN -> State.UNREACHABLE;
            default -> State.UNUSABLE;
        };
        return status(endpoint, state, model, failure.message(), failure.hint());
    }

    private static ProviderStatus status(
            Endpoint endpoint, State state, @Nullable String model, String message, @Nullable String remedy) {
        return new ProviderStatus(endpoint.id(), endpoint.type(), endpoint.local(), state, model, message, remedy);
    }
}
