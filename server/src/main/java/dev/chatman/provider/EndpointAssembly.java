package dev.chatman.provider;

import dev.chatman.chat.Answerer;
import dev.chatman.provider.adapter.ChatApi;
import dev.chatman.provider.adapter.HttpChatProvider;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.anthropic.MessagesApi;
import dev.chatman.provider.embedded.EngineClient;
import dev.chatman.provider.http.Hosts;
import dev.chatman.provider.http.HttpTransport;
import dev.chatman.provider.ollama.OllamaApi;
import dev.chatman.provider.openai.ChatCompletionsApi;
import dev.chatman.provider.resilience.ResilientAnswerer;
import dev.chatman.provider.resilience.RetryRules;
import dev.chatman.provider.resilience.StreamClocks;
import dev.chatman.settings.ClockSettings;
import dev.chatman.settings.Credential;
import dev.chatman.settings.CredentialException;
import dev.chatman.settings.CredentialReader;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.Settings;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Puts endpoints together from adapter, credential, retry and clocks. */
public final class EndpointAssembly implements EndpointFactory {

    private static final String OLLAMA = "ollama";

    private final HttpTransport transport;
    private final CredentialReader credentials;
    private final ScheduledExecutorService scheduler;
    private final BiFunction<EmbeddedSettings, EngineClient, ChatProvider> embedded;

    /**
     * Opens nothing.
     *
     * @param embedded makes the embedded provider, which talks to its child through the client it is given
     */
    public EndpointAssembly(
            HttpTransport transport,
            CredentialReader credentials,
            ScheduledExecutorService scheduler,
            BiFunction<EmbeddedSettings, EngineClient, ChatProvider> embedded) {
        this.transport = transport;
        this.credentials = credentials;
        this.scheduler = scheduler;
        this.embedded = embedded;
    }

    @Override
    public Endpoint open(ProviderSettings settings) {
        URI address = address(settings);
        boolean patient = Hosts.isNearby(address);
        HttpEndpoint endpoint = new HttpEndpoint(
                settings.name(),
                address,
                () -> key(settings.apiKey()),
                settings.headers(),
                settings.quirks(),
                StreamClocks.of(patient, null, settings.clocks()).connect());
        ChatApi api = api(settings.type(), endpoint);
        return new Endpoint(
                settings.name(),
                settings.type(),
                address.toString(),
                Hosts.isLoopback(address),
                settings.model(),
                api::contextTokens,
                new ChatRequest.Options(settings.maxOutputTokens(), settings.temperature()),
                patient,
                settings.clocks(),
                new HttpChatProvider(api, transport));
    }

    private static URI address(ProviderSettings settings) {
        URI given = settings.baseUrl();
        return given == null && settings.type().equals(OLLAMA)
                ? OllamaApi.USUAL_ADDRESS
                : Objects.requireNonNull(given, "the settings reader insists on a baseUrl");
    }

    /** The protocol that a type of endpoint speaks. */
    private static ChatApi api(String type, HttpEndpoint endpoint) {
        return switch (type) {
            case OLLAMA -> new OllamaApi(endpoint);
            case "anthropic" -> new MessagesApi(endpoint);
            default -> new ChatCompletionsApi(endpoint);
        };
    }

    @Override
    public Endpoint embedded(EmbeddedSettings settings) {
        return new Endpoint(
                ProviderRegistry.EMBEDDED,
                ProviderRegistry.EMBEDDED,
                "this machine",
                true,
                settings.model(),
                model -> settings.contextTokens(),
                ChatRequest.Options.NONE,
                true,
                ClockSettings.DEFAULTS,
                embedded.apply(settings, this::engine));
    }

    @Override
    public Answerer answerer(Endpoint endpoint, Settings settings) {
        return new ResilientAnswerer(
                endpoint.provider(),
                RetryRules.of(settings.retryAttempts()),
                StreamClocks.of(endpoint.patient(), settings.timeout(), endpoint.clocks()),
                scheduler,
                System::nanoTime,
                // Its own current() would bind it to the thread that happens to build the endpoint.
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** The adapter for an engine that this process started. */
    private ChatProvider engine(URI baseUrl, String key) {
        HttpEndpoint endpoint = new HttpEndpoint(
                ProviderRegistry.EMBEDDED,
                baseUrl,
                () -> CompletableFuture.completedFuture(key),
                Map.of(),
                EngineClient.QUIRKS,
                StreamClocks.of(true, null, ClockSettings.DEFAULTS).connect());
        return new HttpChatProvider(new ChatCompletionsApi(endpoint), transport);
    }

    /** Blocks while the secret is read; the adapter asks for it on an executor that allows that. */
    private CompletionStage<@Nullable String> key(@Nullable Credential credential) {
        if (credential == null) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return CompletableFuture.completedFuture(credentials.read(credential));
        } catch (CredentialException e) {
            return CompletableFuture.failedFuture(ProviderException.of(
                            ErrorCode.AUTH_MISSING, String.valueOf(e.getMessage()))
                    .withHint("Check the apiKey in the settings; `chatman doctor` shows where they come from."));
        }
    }
}
