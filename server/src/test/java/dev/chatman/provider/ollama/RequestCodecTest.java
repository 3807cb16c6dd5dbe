package dev.chatman.provider.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestCodecTest {

    private static final ChatRequest REQUEST = new ChatRequest(
            "tiny",
            List.of(
                    new Message(Message.Role.SYSTEM, "be brief"),
                    new Message(Message.Role.USER, "a\u0000😀"),
                    new Message(Message.Role.ASSISTANT, "b")),
            ChatRequest.Options.NONE);

    @Test
    void sendsOnlyWhatIsSet() {
        JsonObject body = new RequestCodec(EndpointQuirks.NONE).encode(REQUEST, 4096);

        assertEquals(JsonParser.parseString("{\"num_ctx\":4096}"), body.get("options"));
        assertEquals(
                JsonParser.parseString("[{\"role\":\"system\",\"content\":\"be brief\"},"
                        + "{\"role\":\"user\",\"content\":\"a\\u0000😀\"},{\"role\":\"assistant\",\"content\":\"b\"}]"),
                body.get("messages"));
        assertFalse(body.has("think"), "left to the model");
    }

    @Test
    void addsAndDropsWhatTheUserSaid() {
        EndpointQuirks quirks = new EndpointQuirks(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("shift", "top_k"),
                Map.of("think", false, "options", Map.of("num_ctx", 32768, "top_k", 4, "seed", 1)));
        JsonObject body = new RequestCodec(quirks).encode(REQUEST, 4096);

        assertEquals(JsonParser.parseString("{\"num_ctx\":32768,\"seed\":1}"), body.get("options"));
        assertFalse(body.get("think").getAsBoolean());
        assertFalse(body.has("shift"));
    }
}
