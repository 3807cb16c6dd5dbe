package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.junit.jupiter.api.Test;

class WorkDoneReporterTest {

    private final ByteArrayOutputStream wire = new ByteArrayOutputStream();
    private final OutboundChannel channel = new OutboundChannel(wire, () -> {});
    private Instant now = Instant.EPOCH;
    private final WorkDoneReporter reporter = new WorkDoneReporter(
            new ProgressChannel(channel, new MessageJsonHandler(Map.of())), Either.forRight(1), () -> now);

    private List<String> messages() throws InterruptedException {
        channel.start(Thread.currentThread());
        channel.close(Duration.ofSeconds(10));
        return Pattern.compile("\"message\":\"([^\"]*)\"")
                .matcher(wire.toString(StandardCharsets.UTF_8))
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @Test
    void reportsWordsAtMostTwiceASecondAndNoticesAtOnce() throws InterruptedException {
        reporter.text("one ");
        reporter.text("two ");
        now = now.plusMillis(499);
        reporter.text("three ");
        reporter.report("Loading.");
        now = now.plusMillis(1);
        reporter.text("fo");
        reporter.text("ur");
        now = now.plusSeconds(9);
        reporter.text("\n five");
        assertEquals(List.of("1 word", "Loading.", "4 words", "5 words"), messages());
    }
}
