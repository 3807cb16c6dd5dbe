package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.ReceivedRequest;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiModelsAndKeysTest {

    private final RecordingSink sink = new RecordingSink();

    private static List<ModelInfo> modelsOf(Script script) throws Exception {
        try (FaultServer server = FaultServer.answering(script);
                ProviderFixture fixture = ProviderFixture.of(server)) {
            return fixture.provider().models().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static ErrorCode failureOf(Script script) {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> modelsOf(script));
        return assertInstanceOf(ProviderException.class, failure.getCause()).code();
    }

    @Test
    void anEndpointMayHaveNoCatalogue() throws Exception {
        assertEquals(List.of(), modelsOf(Script.reply(404, "")));
    }

    @ParameterizedTest
    @CsvSource({"401, AUTH_INVALID", "500, SERVER_ERROR", "200, PROTOCOL_ERROR", "302, PROTOCOL_ERROR"})
    void saysWhyItCannotListModels(int status, ErrorCode code) {
        assertEquals(code, failureOf(Script.reply(status, "<html>")));
    }

    @Test
    void sendsTheKeyWhereTheEndpointWantsIt() throws Exception {
        EndpointQuirks quirks = new EndpointQuirks("api-key", "", null, null, null, "/catalogue", List.of(), Map.of());
        try (FaultServer server = FaultServer.answering(Script.reply(200, "{\"data\":[]}"));
                ProviderFixture fixture = ProviderFixture.of(server.baseUri(), quirks)) {
            fixture.provider().models().toCompletableFuture().get(20, TimeUnit.SECONDS);

            ReceivedRequest request = server.takeRequest();
            assertEquals("GET", request.method());
            assertEquals("/v1/catalogue", request.path());
            assertEquals(ProviderFixture.KEY, request.header("api-key").orElseThrow());
            assertTrue(request.header("authorization").isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void sendsNoEmptyKey(String key) throws Exception {
        try (FaultServer server = FaultServer.answering(Script.sse("a"));
                ProviderFixture fixture =
                        ProviderFixture.withKey(server.baseUri(), () -> CompletableFuture.completedFuture(key))) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertTrue(server.takeRequest().header("authorization").isEmpty());
        }
    }

    @Test
    void saysThatTheKeyCannotBeReadAndNotWhatWasRead() throws Exception {
        try (FaultServer server = FaultServer.answering();
                ProviderFixture fixture = ProviderFixture.withKey(server.baseUri(), () -> {
                    throw new IllegalStateException("read: sk-123");
                })) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);

            ProviderException failure = sink.awaitError();
            assertEquals(ErrorCode.AUTH_MISSING, failure.code());
            assertEquals("The API key of work could not be read.", failure.message());
            assertEquals(null, failure.getCause());
            assertEquals(0, server.connections());
        }
    }

    @Test
    void passesOnWhyThereIsNoKey() throws Exception {
        ProviderException reason = ProviderException.of(ErrorCode.AUTH_MISSING, "The file is not yours.");
        try (FaultServer server = FaultServer.answering();
                ProviderFixture fixture =
                        ProviderFixture.withKey(server.baseUri(), () -> CompletableFuture.failedFuture(reason))) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);

            assertEquals("The file is not yours.", sink.awaitError().message());
        }
    }

    @Test
    void neverQuotesAKeyThatCannotBeSent() throws Exception {
        try (FaultServer server = FaultServer.answering();
                ProviderFixture fixture = ProviderFixture.withKey(
                        server.baseUri(), () -> CompletableFuture.completedFuture("sk-two\nlines"))) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);

            ProviderException failure = sink.awaitError();
            assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
            assertTrue(failure.message().contains("\"Authorization\""));
            assertFalse(failure.message().contains("sk-two"));
            assertEquals(null, failure.getCause());
        }
    }

    @Test
    void itsTextFormShowsNoSecrets() {
        HttpEndpoint endpoint = new HttpEndpoint(
                "work",
                URI.create("https://user:pass@host/v1?key=abc"),
                () -> CompletableFuture.completedFuture("sk"),
                Map.of("X-Key", "hidden"),
                EndpointQuirks.NONE,
                Duration.ZERO);

        assertEquals("HttpEndpoint[work at host/v1]", endpoint.toString());
    }
}
