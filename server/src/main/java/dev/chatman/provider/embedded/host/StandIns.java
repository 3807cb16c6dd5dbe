package dev.chatman.provider.embedded.host;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Carries characters outside the Basic Multilingual Plane through the binding's template call, which hands its result
 * back as modified UTF-8 and so spoils them: each is replaced by a private-use character that the texts do not use,
 * and put back afterwards.
 */
final class StandIns {
    private static final char FIRST = '\uE000';
    private static final char LAST = '\uF8FF';
    private static final char REPLACEMENT = '\uFFFD';

    private final Map<Integer, Character> standIns = new HashMap<>();
    private final Map<Character, Integer> originals = new HashMap<>();

    /** Finds stand-ins for everything that the texts contain; beyond 6,400 different characters they become U+FFFD. */
    StandIns(Collection<String> texts) {
        Set<Character> taken = new HashSet<>();
        for (String text : texts) {
            text.chars().filter(c -> c >= FIRST && c <= LAST).forEach(c -> taken.add((char) c));
        }
        char next = FIRST;
        for (String text : texts) {
            for (int codePoint : text.codePoints()
                    .filter(Character::isSupplementaryCodePoint)
                    .toArray()) {
                if (standIns.containsKey(codePoint)) {
                    continue;
                }
                while (next <= LAST && taken.contains(next)) {
                    next++;
                }
                if (next > LAST) {
                    return;
                }
                standIns.put(codePoint, next);
                originals.put(next, codePoint);
                next++;
            }
        }
    }

    String replace(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (Character.isSupplementaryCodePoint(codePoint)) {
                replaced.append(standIns.getOrDefault(codePoint, REPLACEMENT).charValue());
            } else {
                replaced.appendCodePoint(codePoint);
            }
        });
        return replaced.toString();
    }

    String restore(String text) {
        StringBuilder restored = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            Integer original = originals.get(text.charAt(i));
            if (original == null) {
                restored.append(text.charAt(i));
            } else {
                restored.appendCodePoint(original);
            }
        }
        return restored.toString();
    }
}
