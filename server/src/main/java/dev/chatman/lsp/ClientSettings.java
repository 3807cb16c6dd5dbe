package dev.chatman.lsp;

import com.google.gson.JsonElement;
import dev.chatman.settings.SettingsProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** The settings that one client gave, applied in the order in which they came; each problem is shown once. */
final class ClientSettings {

    private final SettingsPort port;
    private final RequestRunner runner;
    private final ServerLog log;
    private final CountDownLatch first = new CountDownLatch(1);
    private final Object applying = new Object();
    private final Set<SettingsProblem> shown = new HashSet<>();
    private volatile @Nullable JsonElement initializationOptions;
    private volatile @Nullable JsonElement workspaceConfiguration;

    ClientSettings(SettingsPort port, RequestRunner runner, ServerLog log) {
        this.port = port;
        this.runner = runner;
        this.log = log;
    }

    void initialize(@Nullable JsonElement options) {
        initializationOptions = options;
        apply();
    }

    void configure(@Nullable JsonElement configuration) {
        workspaceConfiguration = configuration;
        apply();
    }

    /** Waits until the settings of {@code initialize} hold. Not for the reader thread. */
    void awaitFirst() {
        try {
            first.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply() {
        runner.run(this::applyLatest, this::failed);
    }

    private void failed(Throwable failure) {
        // No thread is left when the server is ending.
        if (!(failure instanceof RejectedExecutionException)) {
            log.bug(failure);
        }
    }

    /** Runs of this may overtake each other; the last one always sees the newest values. */
    private void applyLatest() {
        synchronized (applying) {
            try {
                show(port.apply(initializationOptions, workspaceConfiguration).problems());
            } finally {
                first.countDown();
            }
        }
    }

    private void show(List<SettingsProblem> problems) {
        List<String> fresh = problems.stream()
                .filter(shown::add)
                .map(problem -> problem.key().isEmpty()
                        ? problem.source() + ": " + problem.message()
                        : problem.key() + " (" + problem.source() + "): " + problem.message())
                .toList();
        fresh.forEach(log::warning);
        if (!fresh.isEmpty()) {
            log.show("ChatMan could not use every setting. " + String.join(" ", fresh));
        }
    }
}
