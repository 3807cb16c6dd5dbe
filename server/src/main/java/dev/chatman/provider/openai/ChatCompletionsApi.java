package dev.chatman.provider.openai;

import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.provider.adapter.BaseUri;
import dev.chatman.provider.adapter.ChatApi;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.adapter.ModelPage;
import dev.chatman.provider.adapter.ReplyCodec;
import dev.chatman.spi.ChatRequest;
import java.net.URI;
import java.util.Optional;

/**
 * OpenAI's Chat Completions, as OpenAI, vLLM, llama.cpp, LM Studio, OpenRouter, Groq, Mistral, DeepSeek, Gemini's
 * compatible endpoint and others speak it.
 */
public final class ChatCompletionsApi implements ChatApi {

    private static final String CHAT_PATH = "/chat/completions";

    private final HttpEndpoint endpoint;
    private final URI baseUri;
    private final RequestCodec requests;

    public ChatCompletionsApi(HttpEndpoint endpoint) {
        this.endpoint = endpoint;
        this.baseUri = BaseUri.normalise(endpoint.baseUri(), CHAT_PATH);
        this.requests = new RequestCodec(endpoint.quirks());
    }

    @Override
    public HttpEndpoint endpoint() {
        return endpoint;
    }

    @Override
    public String description() {
        return "an OpenAI-compatible endpoint";
    }

    @Override
    public URI chatUri() {
        return BaseUri.resolve(baseUri, CHAT_PATH);
    }

    @Override
    public URI modelsUri() {
        String path = endpoint.quirks().modelsPath();
        return BaseUri.resolve(baseUri, path == null ? "/models" : path);
    }

    @Override
    public JsonObject encode(ChatRequest request, Adaptation known) {
        return requests.encode(request, known);
    }

    @Override
    public Optional<Adaptation> afterRejection(ErrorBody error, JsonObject sent, Adaptation used) {
        if (sent.has("stream_options") && error.names("stream_options")) {
            return Optional.of(used.dropping("stream_options"));
        }
        String maxTokensField = requests.maxTokensField(used);
        if (sent.has(maxTokensField) && error.rejects(maxTokensField)) {
            return Optional.of(used.renamingMaxTokens());
        }
        return sent.has("temperature") && error.rejects("temperature")
                ? Optional.of(used.dropping("temperature"))
                : Optional.empty();
    }

    @Override
    public ReplyCodec reply() {
        return new ChunkCodec();
    }

    @Override
    public Optional<ModelPage> models(String body) {
        return ModelsCodec.decode(body).map(models -> new ModelPage(models, null));
    }
}
