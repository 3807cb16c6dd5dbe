package dev.chatman.provider;

import dev.chatman.chat.Answerer;
import dev.chatman.settings.ClockSettings;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.Settings;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Endpoints by address: those the test has given models answer, all others refuse the connection. */
final class EndpointsThatAnswer implements EndpointFactory {

    final List<String> closed = new ArrayList<>();
    private CompletionStage<@Nullable Void> check = CompletableFuture.completedFuture(null);
    private final Map<String, CompletionStage<List<ModelInfo>>> models = new LinkedHashMap<>();

    EndpointsThatAnswer with(String address, String... ids) {
        return with(
                address,
                CompletableFuture.completedFuture(
                        Arrays.stream(ids).map(ModelInfo::of).toList()));
    }

    EndpointsThatAnswer with(String address, CompletionStage<List<ModelInfo>> list) {
        models.put(address, list);
        return this;
    }

    /** What every endpoint's check fails with. */
    EndpointsThatAnswer lacking(ProviderException what) {
        check = CompletableFuture.failedFuture(what);
        return this;
    }

    @Override
    public Endpoint open(ProviderSettings settings) {
        String address = String.valueOf(settings.baseUrl());
        ChatProvider provider = new ListingOnly(address);
        boolean local = address.contains("127.0.0.1");
        return new Endpoint(
                settings.name(),
                settings.type(),
                address,
                local,
                settings.model(),
                model -> null,
                ChatRequest.Options.NONE,
                true,
                ClockSettings.DEFAULTS,
                provider);
    }

    @Override
    public Endpoint embedded(EmbeddedSettings settings) {
        ChatProvider provider = new ListingOnly("embedded");
        return new Endpoint(
                "embedded",
                "embedded",
                "this machine",
                true,
                settings.model(),
                model -> settings.contextTokens(),
                ChatRequest.Options.NONE,
                true,
                ClockSettings.DEFAULTS,
                provider);
    }

    @Override
    public Answerer answerer(Endpoint endpoint, Settings settings) {
        return endpoint.provider()::chat;
    }

    private final class ListingOnly implements ChatProvider {
        private final String address;

        ListingOnly(String address) {
            this.address = address;
        }

        @Override
        public CompletionStage<List<ModelInfo>> models() {
            CompletionStage<List<ModelInfo>> known = models.get(address);
            return known != null
                    ? known
                    : CompletableFuture.failedFuture(
                            ProviderException.of(ErrorCode.NETWORK_UNREACHABLE, "Cannot reach " + address + ".")
                                    .withHint("Is it running?"));
        }

        @Override
        public CompletionStage<@Nullable Void> check(String model) {
            return check;
        }

        @Override
        public StreamHandle chat(ChatRequest request, StreamSink sink) {
            throw new AssertionError("These tests choose; they do not chat");
        }

        @Override
        public void close() {
            closed.add(address);
        }
    }
}
