package dev.chatman.cli;

import java.util.function.LongSupplier;

/** Shows a download: as a moving bar on a terminal, elsewhere as a line at each quarter. Used by one thread at a time. */
final class DownloadProgress {

    private static final int QUARTER = 25;

    private final Screen screen;
    private final DownloadMeter meter;
    private int nextPercent;

    DownloadProgress(Screen screen, LongSupplier nanoTime) {
        this.screen = screen;
        this.meter = new DownloadMeter(nanoTime);
    }

    /** Shows how far it is. A total of 0 or less means that it is not known. */
    void show(String name, long done, long total) {
        String line = meter.line(name, done, total, screen.terminal().columns() - 1);
        if (screen.terminal().errTty()) {
            screen.status(line);
            return;
        }
        long percent = total > 0 ? done * 100 / total : 0;
        if (percent >= nextPercent) {
            screen.note(line);
            nextPercent = (int) (percent / QUARTER + 1) * QUARTER;
        }
    }
}
