package dev.chatman.lsp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * Tells people how an answer grows, on the work done token that the client passed. Never blocks. Calls come one after
 * the other.
 */
final class WorkDoneReporter {

    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(500);

    private final ProgressChannel progress;
    private final Either<String, Integer> token;
    private final InstantSource clock;
    private Instant nextReport;
    private int words;
    private boolean insideWord;

    WorkDoneReporter(ProgressChannel progress, Either<String, Integer> token, InstantSource clock) {
        this.progress = progress;
        this.token = token;
        this.clock = clock;
        this.nextReport = clock.instant();
    }

    /** An LSP work done value; the classes of lsp4j carry their {@code kind} only inside its own {@code ProgressParams}. */
    private record WorkDone(
            String kind,
            @Nullable String title,
            @Nullable Boolean cancellable,
            @Nullable String message) {}

    void begin(String title) {
        progress.post(token, new WorkDone("begin", title, true, null));
    }

    void text(String text) {
        count(text);
        if (!clock.instant().isBefore(nextReport)) {
            nextReport = clock.instant().plus(BETWEEN_REPORTS);
            report(wordCount());
        }
    }

    void report(String message) {
        progress.post(token, new WorkDone("report", null, null, message));
    }

    void end(String message) {
        progress.post(token, new WorkDone("end", null, null, message));
    }

    String wordCount() {
        return words == 1 ? "1 word" : words + " words";
    }

    private void count(String text) {
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (!space && !insideWord) {
                words++;
            }
            insideWord = !space;
        }
    }
}
