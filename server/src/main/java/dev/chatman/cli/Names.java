package dev.chatman.cli;

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

    /** Seconds, with a tenth while that says something. */
    static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        return String.format(Locale.ROOT, seconds < 10 && seconds % 1 != 0 ? "%.1f" : "%.0f", seconds);
    }
}
