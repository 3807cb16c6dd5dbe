package dev.chatman.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where ChatMan keeps its files, by the rules of the XDG base directory specification; on Windows and macOS by the
 * rules of these systems unless the XDG variable is set. Creates nothing.
 */
public final class Directories {
    private static final String NAME = "chatman";

    private final Map<String, String> environment;
    private final Platform platform;
    private final @Nullable Path home;

    private enum Platform {
        UNIX,
        MACOS,
        WINDOWS
    }

    /**
     * @param osName the system property {@code os.name}
     * @param userHome the system property {@code user.home}; null or not absolute when there is no home
     */
    public Directories(Map<String, String> environment, String osName, @Nullable String userHome) {
        this.environment = Map.copyOf(environment);
        this.platform = platform(osName);
        this.home = absolute(userHome).orElse(null);
    }

    /** The settings file's directory. */
    public Path config() throws DirectoryException {
        return find("XDG_CONFIG_HOME", ".config", "Library/Application Support", "APPDATA", "");
    }

    /** What can be had again: models, unpacked libraries. */
    public Path cache() throws DirectoryException {
        return find("XDG_CACHE_HOME", ".cache", "Library/Caches", "LOCALAPPDATA", "cache");
    }

    /** What the user would miss: conversations. */
    public Path data() throws DirectoryException {
        return find("XDG_DATA_HOME", ".local/share", "Library/Application Support", "LOCALAPPDATA", "data");
    }

    /** What outlives a run but means little elsewhere: logs, answer documents. */
    public Path state() throws DirectoryException {
        return find("XDG_STATE_HOME", ".local/state", "Library/Logs", "LOCALAPPDATA", "state");
    }

    /** The user's home. */
    public Path home() throws DirectoryException {
        if (home == null) {
            throw new DirectoryException("There is no home directory. Set HOME, or start Java with -Duser.home=….");
        }
        return home;
    }

    private Path find(String xdg, String unix, String macos, String windowsVariable, String windowsBelow)
            throws DirectoryException {
        // The specification: a relative path is invalid and to be ignored.
        Optional<Path> set = absolute(environment.get(xdg));
        if (set.isPresent()) {
            return set.get().resolve(NAME);
        }
        if (platform == Platform.WINDOWS) {
            Optional<Path> windows = absolute(environment.get(windowsVariable));
            if (windows.isPresent()) {
                return windows.get().resolve(NAME).resolve(windowsBelow);
            }
        }
        if (home == null) {
            String variable = platform == Platform.WINDOWS ? windowsVariable : xdg;
            throw new DirectoryException("There is no home directory. Set HOME, or " + variable + ".");
        }
        return switch (platform) {
            case UNIX -> home.resolve(unix).resolve(NAME);
            case MACOS -> home.resolve(macos).resolve(NAME);
            case WINDOWS ->
                home.resolve(windowsVariable.equals("APPDATA") ? "AppData/Roaming" : "AppData/Local")
                        .resolve(NAME)
                        .resolve(windowsBelow);
        };
    }

    private static Optional<Path> absolute(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Platform platform(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return Platform.WINDOWS;
        }
        return name.contains("mac") ? Platform.MACOS : Platform.UNIX;
    }
}
