package dev.chatman.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads paths as users write them: absolute, or below their home as {@code ~/…}. */
final class HomePath {
    private final Directories directories;

    HomePath(Directories directories) {
        this.directories = directories;
    }

    /** Relative paths are refused: an editor starts the server in a directory that nobody can foresee. */
    Path parse(String text) throws InvalidValueException {
        try {
            Path path = Path.of(expand(text));
            if (!path.isAbsolute()) {
                throw new InvalidValueException("must be an absolute path, or begin with ~/");
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw new InvalidValueException("must be a path");
        }
    }

    /** The text with {@code ~/} replaced; other texts as they are. */
    String expand(String text) throws InvalidValueException {
        if (!text.startsWith("~/") && !text.startsWith("~\\")) {
            return text;
        }
        try {
            return directories.home().resolve(text.substring(2)).toString();
        } catch (DirectoryException e) {
            throw new InvalidValueException("begins with ~/, but there is no home directory");
        } catch (InvalidPathException e) {
            throw new InvalidValueException("must be a path");
        }
    }
}
