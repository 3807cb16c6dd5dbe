package dev.chatman.provider.ollama;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.provider.adapter.BaseUri;
import dev.chatman.provider.adapter.ChatApi;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.adapter.Json;
import dev.chatman.provider.adapter.ModelPage;
import dev.chatman.provider.adapter.ReplyCodec;
import dev.chatman.provider.http.Framing;
import dev.chatman.provider.http.Hosts;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ollama's native protocol. */
public final class OllamaApi implements ChatApi {

    /** Where the server listens when nobody told it otherwise. */
    public static final URI USUAL_ADDRESS = URI.create("http://127.0.0.1:11434");

    private final HttpEndpoint endpoint;
    private final URI baseUri;
    private final RequestCodec requests;
    private final ContextSizes contextSizes = new ContextSizes();

    /** Takes the address of the server, with or without {@code /api} or the {@code /v1} of its compatible endpoint. */
    public OllamaApi(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
        this.baseUri = BaseUri.without(endpoint.baseUri(), List.of("/api/chat", "/api", "/v1"));
        this.requests = new RequestCodec(endpoint.quirks());
    }

    @Override
    public HttpEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public String description() {
        return "Ollama";
    }

    @Override
    public URI chatUri() {
        return BaseUri.resolve(baseUri, "/api/chat");
    }

    @Override
    public URI modelsUri() {
        return BaseUri.resolve(baseUri, "/api/tags");
    }

    /** {@inheritDoc} An assumption until the first chat with the model. */
    @Override
    public Integer contextTokens(String model) {
        return contextSizes.of(model);
    }

    @Override
    public Optional<Inquiry> inquiry(String model) {
        if (model.isEmpty() || contextSizes.known(model)) {
            return Optional.empty();
        }
        JsonObject question = new JsonObject();
        question.addProperty("model", model);
        return Optional.of(new Inquiry(
                BaseUri.resolve(baseUri, "/api/show"), question, answer -> contextSizes.learn(model, answer)));
    }

    @Override
    public JsonObject encode(ChatRequest request, Adaptation known) {
        return requests.encode(request, contextSizes.of(request.model()));
    }

    /** Parameters that the server does not know it passes over. */
    @Override
    public Optional<Adaptation> afterRejection(ErrorBody error, JsonObject sent, Adaptation used) {
        return Optional.empty();
    }

    @Override
    public Framing framing() {
        return Framing.LINES;
    }

    @Override
    public ReplyCodec reply() {
        return new LineCodec();
    }

    /** Without the models that the server would have its vendor run. */
    @Override
    public Optional<ModelPage> models(String body) {
        JsonElement json = Json.parse(body).orElse(null);
        if (!(Json.member(json, "models") instanceof Iterable<?>)) {
            return Optional.empty();
        }
        List<ModelInfo> models = new ArrayList<>();
        for (JsonElement entry : Json.array(json, "models")) {
            String name = Json.string(entry, "name");
            String remoteHost = Json.string(entry, "remote_host");
            if (name != null && !name.isBlank() && (remoteHost == null || remoteHost.isEmpty())) {
                models.add(ModelInfo.of(name));
            }
        }
        return Optional.of(new ModelPage(models, null));
    }

    @Override
    public @Nullable String hint(ErrorCode code, String model) {
        return switch (code) {
            case MODEL_NOT_FOUND -> "Run `ollama pull " + model + "`, or choose one of its models.";
            case AUTH_MISSING, AUTH_INVALID -> "Run `ollama signin`, or set an apiKey for " + endpoint.id() + ".";
            case PERMISSION_DENIED -> "Choose a model that runs in this Ollama: its cloud models may be switched off.";
            case NETWORK_UNREACHABLE ->
                Hosts.isLoopback(baseUri)
                        ? "Is `ollama serve` running? Start Ollama, or check the address " + Hosts.display(baseUri)
                                + "."
                        : null;
            default -> null;
        };
    }
}
