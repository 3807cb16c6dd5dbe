package dev.chatman.provider.resilience;

import dev.chatman.chat.Answerer.AnswerSink;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.Usage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A sink that writes each call down as a line, and can do something of the test's during it. */
final class WrittenDown implements AnswerSink {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> during = line -> {};
    private volatile @Nullable ProviderException failure;

    void during(Consumer<String> action) {
        during = action;
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The lines without those of notices. */
    List<String> answer() {
        return lines.stream().filter(line -> !line.contains(": ")).toList();
    }

    /** The lines of notices only. */
    List<String> notices() {
        return lines.stream().filter(line -> line.contains(": ")).toList();
    }

    ProviderException failure() {
        ProviderException seen = failure;
        if (seen == null) {
            throw new AssertionError("no failure in " + lines);
        }
        return seen;
    }

    @Override
    public void onAttempt(int number) {
        write("attempt " + number);
    }

    @Override
    public void onDelta(String text) {
        write("delta " + text);
    }

    @Override
    public void onThinking(String text) {
        write("thinking " + text);
    }

    @Override
    public void onUsage(Usage usage) {
        write("usage " + usage.inputTokens());
    }

    @Override
    public void onNotice(Notice notice) {
        write(notice.type() + ": " + notice.message());
    }

    @Override
    public void onActivity() {
        write("activity");
    }

    @Override
    public void onDone(FinishReason reason) {
        write("done " + reason);
    }

    @Override
    public void onError(ProviderException error) {
        failure = error;
        write("error " + error.code());
    }

    private void write(String line) {
        lines.add(line);
        during.accept(line);
    }
}
