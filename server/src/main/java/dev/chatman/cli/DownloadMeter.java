package dev.chatman.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Turns the bytes of a download into a line with a bar, size, speed and time left. Used by one thread at a time. */
final class DownloadMeter {

    private static final int BAR = 20;
    private static final int MIN_BAR = 5;
    private static final long WINDOW = Duration.ofSeconds(5).toNanos();
    /** A speed that was watched for less says nothing about the end. */
    private static final long LONG_ENOUGH = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long bytes) {}

    /** @param nanoTime as {@link System#nanoTime} */
    DownloadMeter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * The line for {@code done} of {@code total} bytes.
     *
     * @param total 0 or less when it is not known
     * @param columns how long the line may be; the bar shrinks, then goes
     */
    String line(String name, long done, long total, int columns) {
        long now = nanoTime.getAsLong();
        samples.addLast(new Sample(now, done));
        while (samples.size() > 2 && now - samples.getFirst().nanos > WINDOW) {
            samples.removeFirst();
        }
        if (total <= 0) {
            return name + "  " + megabytes(done) + " MB" + speed();
        }
        double fraction = Math.min(1, Math.max(0, done / (double) total));
        String figures =
                (int) (fraction * 100) + " %  " + megabytes(done) + " of " + megabytes(total) + " MB" + speed();
        if (total > done && bytesPerSecond() > 0 && watched() >= LONG_ENOUGH) {
            figures += "  " + timeLeft((total - done) / bytesPerSecond()) + " left";
        }
        int room = columns - name.length() - figures.length() - " [] ".length();
        return name + (room < MIN_BAR ? "  " : " [" + bar(fraction, Math.min(BAR, room)) + "] ") + figures;
    }

    private static String bar(double fraction, int width) {
        int filled = (int) (fraction * width);
        return "#".repeat(filled) + " ".repeat(width - filled);
    }

    private String speed() {
        double perSecond = bytesPerSecond();
        return perSecond > 0 ? "  " + megabytes((long) perSecond) + " MB/s" : "";
    }

    private long watched() {
        return samples.getLast().nanos - samples.getFirst().nanos;
    }

    /** Over the last seconds; 0 while too little is known. */
    private double bytesPerSecond() {
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = watched();
        return nanos <= 0 || last.bytes <= first.bytes ? 0 : (last.bytes - first.bytes) * 1e9 / nanos;
    }

    /** Decimal megabytes, as the model catalogues count them. */
    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static String timeLeft(double seconds) {
        long whole = (long) Math.ceil(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }
}
