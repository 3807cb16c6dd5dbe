package dev.chatman.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.http.HttpCall;
import dev.chatman.provider.http.HttpTransport;
import dev.chatman.provider.http.OutgoingRequest;
import dev.chatman.provider.http.ReplyReader;
import dev.chatman.settings.CredentialReader;
import dev.chatman.settings.ProviderSettings;
import dev.chatman.settings.ProviderType;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Message;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FakeScheduler;
import dev.chatman.testing.RecordingSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The endpoint of a vendor as it is put together without an entry in the settings. */
class VendorEndpointTest {

    private static final ChatRequest QUESTION =
            new ChatRequest("m", List.of(new Message(Message.Role.USER, "hi")), ChatRequest.Options.NONE);
    private static final ProviderSettings ANTHROPIC =
            ProviderType.withoutEntry("anthropic").orElseThrow();

    private final TransportThatOnlyNotes transport = new TransportThatOnlyNotes();
    private final RecordingSink sink = new RecordingSink();

    private Endpoint open(ProviderSettings settings, Map<String, String> environment) {
        return new EndpointAssembly(
                        transport, new CredentialReader(environment), new FakeScheduler(), (embedded, client) -> {
                            throw new AssertionError("These tests open endpoints elsewhere");
                        })
                .open(settings);
    }

    @Test
    void theTypeDecidesTheProtocol() {
        Endpoint anthropic = open(ANTHROPIC, Map.of("ANTHROPIC_API_KEY", "sk-ant-1"));
        anthropic.provider().chat(QUESTION, sink);
        open(RegistrySettings.work(null), Map.of()).provider().chat(QUESTION, sink);

        assertEquals(
                "https://api.anthropic.com/v1/messages",
                transport.sent.get(0).uri().toString());
        assertEquals("sk-ant-1", transport.sent.get(0).headers().get("x-api-key"));
        assertEquals(
                "https://gpu.example/v1/chat/completions",
                transport.sent.get(1).uri().toString());
        assertFalse(anthropic.local());
        assertFalse(anthropic.patient());
        assertFalse((anthropic + " " + transport.sent).contains("sk-ant-1"));
    }

    @Test
    void aMissingKeyIsNamedBeforeAnythingIsSent() throws Exception {
        open(ANTHROPIC, Map.of()).provider().chat(QUESTION, sink);

        ProviderException failure = sink.awaitError();
        assertEquals(ErrorCode.AUTH_MISSING, failure.code());
        assertTrue(failure.message().contains("ANTHROPIC_API_KEY"), failure.message());
        assertEquals(List.of(), transport.sent);
    }

    /** Sends nothing and answers nothing. */
    private static final class TransportThatOnlyNotes implements HttpTransport {

        private final List<OutgoingRequest> sent = new ArrayList<>();

        @Override
        public HttpCall send(OutgoingRequest request, ReplyReader reader) {
            sent.add(request);
            return () -> {};
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }
    }
}
