package dev.chatman.cli;

import dev.chatman.chat.LocalModels;
import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.chat.Providers;
import dev.chatman.spi.Notice;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what a turn is doing: in the status line on a terminal, else in a few plain lines. Calls come one after the
 * other.
 */
final class NoticeView {

    /** Of these, one line is enough where lines stay. */
    private static final Set<Notice.Type> SAID_ONCE = EnumSet.of(Notice.Type.LOADING);

    /** These come with nearly every answer and say nothing to a log. */
    private static final Set<Notice.Type> FOR_THE_EYE =
            EnumSet.of(Notice.Type.WAITING, Notice.Type.READING, Notice.Type.THINKING);

    private final Screen screen;
    private final Supplier<LocalModels> localModels;
    private final DownloadProgress download;
    private final Set<Notice.Type> said = EnumSet.noneOf(Notice.Type.class);
    private String model = "";
    private @Nullable Long modelBytes;

    NoticeView(Screen screen, Supplier<LocalModels> localModels, LongSupplier nanoTime) {
        this.screen = screen;
        this.localModels = localModels;
        this.download = new DownloadProgress(screen, nanoTime);
    }

    void chosen(Providers.Choice choice) {
        model = choice.model();
        line("asking " + Names.asked(choice.provider(), choice.model()) + ". " + choice.reason());
    }

    void show(Notice notice) {
        switch (notice.type()) {
            case DOWNLOADING -> download(notice);
            case RETRYING -> line(notice.message());
            case WARNING -> screen.note("chatman: " + notice.message());
            case TRIMMED -> {
                // The report at the end names it, from the record of what was sent.
            }
            default -> {
                if (screen.terminal().errTty()) {
                    screen.status(notice.message());
                } else if (!FOR_THE_EYE.contains(notice.type())
                        && (said.add(notice.type()) || !SAID_ONCE.contains(notice.type()))) {
                    screen.note("chatman: " + notice.message());
                }
            }
        }
    }

    private void line(String text) {
        if (screen.terminal().errTty()) {
            screen.status(text);
        } else {
            screen.note("chatman: " + text);
        }
    }

    /** A notice knows the fraction only; the catalogue knows the size. */
    private void download(Notice notice) {
        Double fraction = notice.fraction();
        long bytes = modelBytes();
        if (fraction == null || bytes <= 0) {
            line(notice.message() + (fraction == null ? "" : " " + (int) (fraction * 100) + " %"));
        } else {
            download.show(model, Math.round(fraction * bytes), bytes);
        }
    }

    private long modelBytes() {
        if (modelBytes == null) {
            modelBytes = localModels.get().list().stream()
                    .filter(candidate -> candidate.id().equals(model))
                    .mapToLong(LocalModel::bytes)
                    .findFirst()
                    .orElse(0);
        }
        return modelBytes;
    }
}
