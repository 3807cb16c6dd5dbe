package dev.chatman.provider.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Usage;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import dev.chatman.testing.Transcript;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Recorded replies of a real llama-server, which speaks the protocol too, byte for byte over a real socket. */
class LlamaServerMessagesTest {

    private static RecordingSink replay(Script script) throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (FaultServer server = FaultServer.answering(script);
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            fixture.provider().chat(ProviderFixture.question("a question of my own"), sink);
            sink.awaitEnd();
        }
        assertEquals(1, sink.terminals());
        return sink;
    }

    @Test
    void readsAStream() throws Exception {
        Transcript transcript = Transcript.of("70-anthropic-messages-stream");
        for (Script script : List.of(transcript.script(), transcript.scriptByteByByte())) {
            RecordingSink sink = replay(script);

            assertEquals(FinishReason.LENGTH, sink.awaitDone());
            assertEquals(")_{iała purelyonders", sink.text());
            assertEquals(new Usage(21, 4, 0, null, false), sink.usage());
        }
    }

    @Test
    void readsAWholeReply() throws Exception {
        RecordingSink sink = replay(Transcript.of("71-anthropic-messages").script());

        assertEquals(FinishReason.LENGTH, sink.awaitDone());
        assertEquals(")_{iała uncle giugno", sink.text());
        assertEquals(new Usage(35, 4, 6, null, false), sink.usage());
    }

    @Test
    void classifiesAnError() throws Exception {
        RecordingSink sink = replay(Transcript.of("73-messages-error").script());

        assertEquals(ErrorCode.SERVER_ERROR, sink.awaitError().code());
        assertEquals("work failed: 'messages' is required", sink.awaitError().message());
    }
}
