package dev.chatman.provider.anthropic;

import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.provider.adapter.BaseUri;
import dev.chatman.provider.adapter.ChatApi;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.adapter.ModelPage;
import dev.chatman.provider.adapter.ReplyCodec;
import dev.chatman.provider.http.ReplyHead;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages API, as Anthropic and gateways before it speak it, and llama-server.
 *
 * <p>See <a href="https://platform.claude.com/docs/en/api/messages">the API's description</a>.
 */
public final class MessagesApi implements ChatApi {

    private static final String CHAT_PATH = "/messages";
    private static final String OWN_HOST = "api.anthropic.com";
    private static final String HELP = "https://platform.claude.com/docs/en/";

    private final HttpEndpoint endpoint;
    private final URI baseUri;
    private final RequestCodec requests;
    private final ModelsCodec catalogue;

    /** By model, from the catalogue as it was last read. */
    private final Map<String, Integer> outputLimits = new ConcurrentHashMap<>();

    public MessagesApi(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
        this.baseUri = BaseUri.normalise(endpoint.baseUri(), CHAT_PATH);
        this.requests = new RequestCodec(endpoint.quirks());
        this.catalogue = new ModelsCodec(modelsUri());
    }

    @Override
    public HttpEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public String description() {
        return "an endpoint of Anthropic's Messages API";
    }

    @Override
    public URI chatUri() {
        return BaseUri.resolve(baseUri, CHAT_PATH);
    }

    @Override
    public URI modelsUri() {
        String path = endpoint.quirks().modelsPath();
        return BaseUri.withQuery(BaseUri.resolve(baseUri, path == null ? "/models" : path), "limit", "1000");
    }

    @Override
    public KeyHeader keyHeader() {
        return new KeyHeader("x-api-key", "");
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("anthropic-version", "2023-06-01");
    }

    @Override
    public JsonObject encode(ChatRequest request, Adaptation known) {
        return requests.encode(request, outputLimits.get(request.model()), known);
    }

    @Override
    public Optional<Adaptation> afterRejection(ErrorBody error, JsonObject sent, Adaptation used) {
        if (sent.has(RequestCodec.TEMPERATURE) && error.rejects(RequestCodec.TEMPERATURE)) {
            return Optional.of(used.dropping(RequestCodec.TEMPERATURE));
        }
        boolean marked = !used.dropped().contains(RequestCodec.CACHE_CONTROL);
        return marked && error.rejects(RequestCodec.CACHE_CONTROL)
                ? Optional.of(used.dropping(RequestCodec.CACHE_CONTROL))
                : Optional.empty();
    }

    @Override
    public ReplyCodec reply() {
        return new EventCodec();
    }

    @Override
    public Optional<ModelPage> models(String body) {
        return catalogue.decode(body);
    }

    @Override
    public List<ModelInfo> arrange(List<ModelInfo> models) {
        for (ModelInfo model : models) {
            Integer limit = model.maxOutputTokens();
            if (limit != null) {
                outputLimits.put(model.id(), limit);
            }
        }
        return ModelsCodec.suggestedFirst(models);
    }

    /** Without the header the limit is one that waiting does not lift, such as the spending of the month. */
    @Override
    public @Nullable Boolean retryable(ErrorCode code, ReplyHead head) {
        boolean waits = head.header("retry-after")
                .or(() -> head.header("retry-after-ms"))
                .isPresent();
        boolean lasting = head.status() == 429 && !waits;
        return lasting ? Boolean.FALSE : null;
    }

    /** Anthropic's own pages, for none but its own endpoint. */
    @Override
    public @Nullable String helpUrl(ErrorCode code) {
        if (!OWN_HOST.equalsIgnoreCase(baseUri.getHost())) {
            return null;
        }
        return switch (code) {
            case AUTH_MISSING, AUTH_INVALID -> HELP + "get-api-key";
            case QUOTA_EXHAUSTED, RATE_LIMITED -> HELP + "api/rate-limits";
            default -> HELP + "api/errors";
        };
    }
}
