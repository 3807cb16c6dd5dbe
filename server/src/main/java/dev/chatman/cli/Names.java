package dev.chatman.cli;

import dev.chatman.chat.ContextItem;
import dev.chatman.chat.ContextItem.LineRange;
import java.time.Duration;
import java.util.Locale;

/** How things are written for people. */
final class Names {
    private Names() {}

    /** Who answers. */
    static String of(String provider, String model) {
        return model.isEmpty() ? provider : provider + " · " + model;
    }

    /** Who is asked, within a sentence. */
    static String asked(String provider, String model) {
        return model.isEmpty() ? provider : model + " (" + provider + ")";
    }

    /** What a question is about, as {@code --file} and {@code /file} take it. */
    static String of(ContextItem item) {
        LineRange lines = item.lines();
        return lines == null ? item.name() : item.name() + ":" + lines;
    }

    /** Seconds, with a tenth while that says something. */
    static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        return String.format(Locale.ROOT, seconds < 10 && seconds % 1 != 0 ? "%.1f" : "%.0f", seconds);
    }
}
