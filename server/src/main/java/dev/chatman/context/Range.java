package dev.chatman.context;

/** A part of a text; {@code end} is exclusive. */
public record Range(Position start, Position end) {

    /** The same places in document order. */
    Range ordered() {
        return start.compareTo(end) <= 0 ? this : new Range(/* start= */ end, /* end= */ start);
    }

    boolean isEmpty() {
        return start.equals(end);
    }
}
