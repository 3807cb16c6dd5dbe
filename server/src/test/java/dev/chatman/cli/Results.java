package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem.LineRange;
import dev.chatman.chat.ContextItem.Origin;
import dev.chatman.chat.Sent;
import dev.chatman.chat.StopReason;
import dev.chatman.chat.TurnResult;
import dev.chatman.spi.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends of turns. */
final class Results {

    static final Sent SENT = new Sent(
            120,
            List.of(new Sent.Item("file:///a/App.java", "App.java", new LineRange(1, 2), 20, Origin.DISK, null)),
            List.of());

    private Results() {}

    static TurnResult complete(ServicesThatSay services, String text) {
        return of(services, StopReason.COMPLETE, text, null, SENT);
    }

    static TurnResult cancelled(ServicesThatSay services, String text) {
        return of(services, StopReason.CANCELLED, text, null, SENT);
    }

    static TurnResult of(
            ServicesThatSay services, StopReason reason, String text, @Nullable ChatException error, Sent sent) {
        return new TurnResult(
                "c-1",
                "t-1",
                reason,
                text,
                "d1ge57",
                new Usage(12, 34, null, null, false),
                new TurnResult.Timings(Duration.ofMillis(250), Duration.ofMillis(2500)),
                1,
                services.provider,
                services.model,
                sent,
                error);
    }
}
