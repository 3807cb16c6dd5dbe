package dev.chatman.provider.anthropic;

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
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.Notice;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.ReceivedRequest;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learned about the models of an endpoint: from its catalogue, and from what it rejects. */
class MessagesModelsTest {

    private final RecordingSink sink = new RecordingSink();

    private static Script answer() {
        return Script.reply(200, "{\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"stop_reason\":\"end_turn\"}");
    }

    private static ChatRequest question(ChatRequest.Options options) {
        Message system = new Message(Message.Role.SYSTEM, "s");
        return new ChatRequest("tiny", List.of(system, new Message(Message.Role.USER, "hi")), options);
    }

    private static List<ModelInfo> modelsOf(ProviderFixture fixture) throws Exception {
        return fixture.provider().models().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static JsonObject nextBody(FaultServer server) throws InterruptedException {
        return JsonParser.parseString(server.takeRequest().body()).getAsJsonObject();
    }

    @Test
    void readsTheCatalogueToItsEnd() throws Exception {
        String first = """
                {"data": [{"type": "model", "id": "claude-a", "display_name": "Claude A", "max_input_tokens": 1000000,
                           "max_tokens": 128000, "created_at": "2026-10-01T00:00:00Z"}, {"id": ""}, 5],
                 "has_more": true, "first_id": "claude-a", "last_id": "claude a"}""";
        String second = "{\"data\": [{\"id\": \"claude-b\"}], \"has_more\": false, \"last_id\": \"claude-b\"}";
        try (FaultServer server = FaultServer.answering(Script.reply(200, first), Script.reply(200, second));
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            assertEquals(
                    List.of(new ModelInfo("claude-a", "Claude A", 1000000, 128000, null), ModelInfo.of("claude-b")),
                    modelsOf(fixture));

            ReceivedRequest request = server.takeRequest();
            assertEquals("GET", request.method());
            assertEquals("/v1/models?limit=1000", request.path());
            assertEquals(ProviderFixture.KEY, request.header("x-api-key").orElseThrow());
            assertEquals("2023-06-01", request.header("anthropic-version").orElseThrow());
            assertEquals(
                    "/v1/models?limit=1000&after_id=claude+a",
                    server.takeRequest().path());
        }
    }

    /**
     * Again and again, because each page is asked for by the end of the one before, a race for the connection. Counted is
     * what the provider sends: where the JDK's client loses the connection it repeats a GET by itself, and the server
     * then sees one more.
     */
    @RepeatedTest(10)
    void readsNoCatalogueWithoutEnd() throws Exception {
        Script page = Script.reply(200, "{\"data\": [{\"id\": \"m\"}], \"has_more\": true, \"last_id\": \"m\"}");
        try (FaultServer server = FaultServer.answering(
                        Stream.generate(() -> page).limit(30).toArray(Script[]::new));
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            assertEquals(20, modelsOf(fixture).size());
            assertEquals(20, fixture.sent());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude-fable-5-1 claude-opus-5-5 claude-sonnet-6 claude-sonnet-5-5 | claude-sonnet-5-5",
                "claude-opus-7 claude-sonnet-7 claude-sonnet-6 claude-haiku-7 | claude-sonnet-7",
                "claude-opus-7 claude-haiku-7 | claude-opus-7",
            })
    void suggestsAModelThatIsListed(String listed, String first) {
        List<ModelInfo> models = Stream.of(listed.split(" ")).map(ModelInfo::of).toList();

        List<ModelInfo> arranged = ModelsCodec.suggestedFirst(models);

        assertEquals(first, arranged.get(0).id());
        assertEquals(models.size(), arranged.size());
    }

    @Test
    void asksForAsMuchAsTheModelCanGive() throws Exception {
        Script catalogue = Script.reply(200, "{\"data\": [{\"id\": \"tiny\", \"max_tokens\": 64000}]}");
        try (FaultServer server = FaultServer.answering(answer(), catalogue, answer(), answer());
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            fixture.provider().chat(question(ChatRequest.Options.NONE), sink);
            sink.awaitDone();
            assertEquals(8192, nextBody(server).get("max_tokens").getAsInt());
            modelsOf(fixture);
            server.takeRequest();

            RecordingSink second = new RecordingSink();
            fixture.provider().chat(question(ChatRequest.Options.NONE), second);
            second.awaitDone();
            assertEquals(64000, nextBody(server).get("max_tokens").getAsInt());

            RecordingSink third = new RecordingSink();
            fixture.provider().chat(question(new ChatRequest.Options(99, null)), third);
            third.awaitDone();
            assertEquals(99, nextBody(server).get("max_tokens").getAsInt());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature | `temperature` is deprecated for this model.",
                "temperature | temperature: Extra inputs are not permitted",
                "cache_control | system.0.cache_control: Extra inputs are not permitted",
            })
    void leavesOutWhatAModelRejectsFromThenOn(String parameter, String message) throws Exception {
        Script rejection = Script.reply(400, Events.error("invalid_request_error", message));
        try (FaultServer server = FaultServer.answering(rejection, answer(), answer());
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            ChatRequest request = question(new ChatRequest.Options(null, 0.5));
            fixture.provider().chat(request, sink);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            RecordingSink second = new RecordingSink();
            fixture.provider().chat(request, second);
            assertEquals(FinishReason.COMPLETE, second.awaitDone());

            String name = "\"" + parameter + "\"";
            assertTrue(server.takeRequest().body().contains(name));
            assertFalse(server.takeRequest().body().contains(name));
            assertFalse(server.takeRequest().body().contains(name));
            assertEquals(
                    parameter.equals("temperature") ? 1 : 0,
                    sink.notices().stream()
                            .filter(notice -> notice.type() == Notice.Type.WARNING)
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "temperature: Input should be less than or equal to 1",
                "max_tokens: 8192 > 4096, which is the maximum allowed number of output tokens",
                "A maximum of 4 blocks with cache_control may be provided. Found 5.",
            })
    void doesNotAskAgainForAnotherReason(String message) throws Exception {
        Script rejection = Script.reply(400, Events.error("invalid_request_error", message));
        try (FaultServer server = FaultServer.answering(rejection, answer());
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            fixture.provider().chat(question(new ChatRequest.Options(null, 1.5)), sink);

            assertEquals(ErrorCode.INVALID_REQUEST, sink.awaitError().code());
        }
    }
}
