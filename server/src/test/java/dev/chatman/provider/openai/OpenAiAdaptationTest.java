package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Message;
import dev.chatman.spi.Notice;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An optional parameter that the endpoint rejects is left out from then on. */
class OpenAiAdaptationTest {

    private static final ChatRequest REQUEST =
            new ChatRequest("m", List.of(new Message(Message.Role.USER, "hi")), new ChatRequest.Options(64, 0.5));

    private final RecordingSink sink = new RecordingSink();

    private static JsonObject nextBody(FaultServer server) throws InterruptedException {
        return JsonParser.parseString(server.takeRequest().body()).getAsJsonObject();
    }

    private static Script rejection(String error) {
        return Script.reply(400, "{\"error\":" + error + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"Extra inputs are not permitted: stream_options\"}",
                "{\"message\":\"unknown field\",\"param\":\"stream_options\"}",
            })
    void leavesStreamOptionsOutOnceRejected(String error) throws Exception {
        try (FaultServer server = FaultServer.answering(rejection(error), Script.sse("a"), Script.sse("b"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(REQUEST, sink);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            RecordingSink second = new RecordingSink();
            fixture.provider().chat(REQUEST, second);
            assertEquals(FinishReason.COMPLETE, second.awaitDone());

            assertTrue(nextBody(server).has("stream_options"));
            assertFalse(nextBody(server).has("stream_options"));
            assertFalse(nextBody(server).has("stream_options"));
            assertEquals(1, sink.terminals());
        }
    }

    @Test
    void usesTheOtherNameOfTheOutputLimit() throws Exception {
        String error = "{\"message\":\"Unsupported parameter: 'max_tokens' is not supported with this model. Use "
                + "'max_completion_tokens' instead.\",\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}";
        try (FaultServer server = FaultServer.answering(rejection(error), Script.sse("a"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(REQUEST, sink);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());

            assertEquals(64, nextBody(server).get("max_tokens").getAsInt());
            JsonObject again = nextBody(server);
            assertEquals(64, again.get("max_completion_tokens").getAsInt());
            assertFalse(again.has("max_tokens"));
        }
    }

    @Test
    void saysThatItLeavesTheTemperatureOut() throws Exception {
        String error = "{\"message\":\"Unsupported value: 'temperature' does not support 0.5 with this model.\","
                + "\"param\":\"temperature\",\"code\":\"unsupported_value\"}";
        try (FaultServer server = FaultServer.answering(rejection(error), Script.sse("a"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(REQUEST, sink);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());

            assertTrue(nextBody(server).has("temperature"));
            assertFalse(nextBody(server).has("temperature"));
            assertEquals(Notice.Type.WARNING, sink.notices().get(0).type());
        }
    }

    @Test
    void asksAgainOnlyOnce() throws Exception {
        Script first = rejection("{\"message\":\"no stream_options here\"}");
        Script second = rejection("{\"message\":\"'max_tokens' is not supported\"}");
        try (FaultServer server = FaultServer.answering(first, second, Script.sse("a"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(REQUEST, sink);

            assertEquals(ErrorCode.INVALID_REQUEST, sink.awaitError().code());
            assertEquals(1, sink.terminals());
            server.takeRequest();
            server.takeRequest();
            assertEquals(0, server.waitingRequests());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"max_tokens is too large: 64\",\"param\":\"max_tokens\"}",
                "{\"message\":\"temperature must be at most 0.1\"}",
                "{\"message\":\"bad messages\"}",
            })
    void doesNotAskAgainForAnotherReason(String error) throws Exception {
        try (FaultServer server = FaultServer.answering(rejection(error), Script.sse("a"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(REQUEST, sink);

            assertEquals(ErrorCode.INVALID_REQUEST, sink.awaitError().code());
        }
    }
}
