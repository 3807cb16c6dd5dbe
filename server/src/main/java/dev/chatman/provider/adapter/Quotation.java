package dev.chatman.provider.adapter;

import dev.chatman.spi.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides what of an endpoint's own words may be shown: one short line that holds neither key nor prompt. */
final class Quotation {

    private static final int LONGEST = 200;

    /** A shared run this long between message and prompt is an echo. */
    private static final int ECHO = 16;

    /** A whole line of the prompt is an echo from this length on. */
    private static final int SHORT_ECHO = 6;

    private static final Pattern KEY_LIKE =
            Pattern.compile("(?i)\\b(?:(?:sk|pk|gsk|xai|key)[-_]|AIza)[\\w*-]{6,}|bearer\\s+\\S+|key=\\S+");

    private Quotation() {}

    static Optional<String> of(String message, Attempt attempt) {
        String line = message.strip().lines().findFirst().orElse("").replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        for (String secret : attempt.secrets()) {
            line = secret.isBlank() ? line : line.replace(secret.strip(), "***");
        }
        line = KEY_LIKE.matcher(line).replaceAll("***").strip();
        if (line.length() > LONGEST) {
            int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
            line = line.substring(0, end) + "…";
        }
        return line.isEmpty() || echoes(line, attempt.prompt()) ? Optional.empty() : Optional.of(line);
    }

    private static boolean echoes(String line, List<Message> prompt) {
        return prompt.stream().map(Message::text).anyMatch(text -> shareRun(line, text) || holdsLineOf(line, text));
    }

    private static boolean shareRun(String line, String text) {
        for (int from = 0; from + ECHO <= line.length(); from++) {
            if (text.contains(line.substring(from, from + ECHO))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsLineOf(String line, String text) {
        return text.lines().map(String::strip).anyMatch(part -> part.length() >= SHORT_ECHO && line.contains(part));
    }
}
