package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.chat.Sent;
import dev.chatman.chat.StopReason;
import dev.chatman.chat.TurnResult;
import dev.chatman.spi.Usage;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says on standard error how turns ended, and decides the exit code. */
final class AnswerReport {

    private static final String EMBEDDED = "embedded";
    private static final int ALTERNATIVES = 2;

    private final Screen screen;
    private final Failures failures;
    private final Supplier<LocalModels> localModels;
    private boolean warned;

    AnswerReport(Screen screen, Supplier<LocalModels> localModels) {
        this.screen = screen;
        this.failures = new Failures(screen);
        this.localModels = localModels;
    }

    /** Reports it; returns the exit code. */
    int of(TurnOutcome outcome) {
        if (outcome instanceof TurnOutcome.Answered answered) {
            return answered(answered.result());
        }
        if (outcome instanceof TurnOutcome.Failed failed) {
            return failures.failed(failed.failure());
        }
        return failures.notTransferred(((TurnOutcome.NotWritten) outcome).failure());
    }

    private int answered(TurnResult result) {
        int exitCode = ended(result);
        for (Sent.Item item : result.sent().items()) {
            if (item.note() != null) {
                screen.note("chatman: " + item.name() + ": " + item.note());
            }
        }
        for (Sent.LeftOut leftOut : result.sent().leftOut()) {
            screen.note("chatman: left out " + leftOut.what() + ": " + leftOut.why());
        }
        // Who was stopped early enough had not chosen anyone.
        if (!result.provider().isEmpty()) {
            screen.aside(Names.of(result.provider(), result.model()) + tokens(result) + " · "
                    + Names.seconds(result.timings().total()) + " s");
        }
        warnOfSmallModel(result);
        return exitCode;
    }

    private int ended(TurnResult result) {
        return switch (result.stopReason()) {
            case COMPLETE -> {
                if (result.text().isBlank()) {
                    screen.note("chatman: the model gave an empty answer.");
                }
                yield ExitCode.OK;
            }
            case LENGTH -> {
                screen.note("chatman: the answer reached the output limit and was cut off there.");
                yield ExitCode.OK;
            }
            case REFUSED -> {
                screen.note("chatman: the model declined to answer. Ask in other words, or another model.");
                yield ExitCode.FAILED;
            }
            case CANCELLED -> failures.stopped();
            case INTERRUPTED -> {
                screen.note("chatman: the answer broke off.");
                ChatException error = result.error();
                yield error == null ? ExitCode.FAILED : failures.failed(error);
            }
        };
    }

    private static String tokens(TurnResult result) {
        Usage usage = result.usage();
        if (usage == null) {
            return "";
        }
        return " · " + (usage.estimated() ? "about " : "") + usage.inputTokens() + " + " + usage.outputTokens()
                + " tokens";
    }

    /** The default model is chosen for its size; nobody should judge the others by it. Said once, and to people. */
    private void warnOfSmallModel(TurnResult result) {
        if (warned || !result.provider().equals(EMBEDDED) || !whole(result)) {
            return;
        }
        warned = true;
        List<LocalModel> models = localModels.get().list();
        models.stream()
                .filter(model -> model.isDefault() && model.id().equals(result.model()))
                .findFirst()
                .ifPresent(small -> screen.aside("chatman: " + small.id()
                        + " is very small and often wrong. Larger: " + larger(models, small)
                        + " (chatman models)."));
    }

    private static boolean whole(TurnResult result) {
        return result.stopReason() == StopReason.COMPLETE || result.stopReason() == StopReason.LENGTH;
    }

    private static String larger(List<LocalModel> models, LocalModel small) {
        return models.stream()
                .filter(model -> model.bytes() > small.bytes())
                .sorted((a, b) -> Long.compare(a.bytes(), b.bytes()))
                .limit(ALTERNATIVES)
                .map(LocalModel::id)
                .collect(Collectors.joining(", "));
    }
}
