package dev.chatman.context;

/**
 * A place in a text, as LSP counts.
 *
 * @param line from 0
 * @param character from 0, in UTF-16 units
 */
public record Position(int line, int character) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(character, other.character);
    }
}
