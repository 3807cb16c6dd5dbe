package dev.chatman.provider.embedded;

import dev.chatman.spi.ProviderException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Finds the engine's native library for this machine below a directory that holds {@code <Os>/<arch>/}, named as in
 * the binding's jar: {@code Linux}, {@code Mac}, {@code Windows}; {@code x86_64}, {@code aarch64}.
 *
 * @param osName {@code os.name}
 * @param osArch {@code os.arch}
 * @param libraryRoot where the dynamic loaders lie: {@code /lib}
 */
public record NativeLibraries(Path root, String osName, String osArch, Path libraryRoot) {

    private static final String HINT =
            "Use a local engine (Ollama, LM Studio, llama-server) or name an endpoint in the "
                    + "settings; with llama-server installed, set embedded.engine to \"llama-server\".";

    public static NativeLibraries forThisMachine(Path root) {
        return new NativeLibraries(root, System.getProperty("os.name"), System.getProperty("os.arch"), Path.of("/lib"));
    }

    /**
     * The directory with the library.
     *
     * @throws ProviderException {@code ENGINE_UNAVAILABLE} when there is none for this machine
     */
    public Path directory() throws ProviderException {
        String os = os();
        String arch = arch();
        Path directory = root.resolve(os).resolve(arch);
        if (!Files.isRegularFile(directory.resolve(fileName(os)))) {
            throw EngineFailures.unavailable(
                    "The embedded engine does not run on " + osName + " " + osArch + ".", HINT);
        }
        if (os.equals("Linux") && musl()) {
            throw EngineFailures.unavailable(
                    "The embedded engine needs glibc, and this Linux (Alpine, for example) has musl.", HINT);
        }
        return directory;
    }

    /** What to say besides when the library is there and does not load; empty where there is nothing to say. */
    String loadHint() {
        return os().equals("Windows")
                ? " On Windows it needs the Microsoft Visual C++ Redistributable (x64, with OpenMP: VCOMP140.DLL)."
                : "";
    }

    private String os() {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.contains("win")) {
            return name.contains("darwin") ? "Mac" : "Windows";
        }
        return name.contains("mac") ? "Mac" : name.contains("linux") ? "Linux" : osName;
    }

    private static String fileName(String os) {
        return switch (os) {
            case "Windows" -> "jllama.dll";
            case "Mac" -> "libjllama.dylib";
            default -> "libjllama.so";
        };
    }

    private String arch() {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x86_64";
            case "aarch64", "arm64" -> "aarch64";
            default -> osArch;
        };
    }

    private boolean musl() {
        String loaderArch = arch();
        return Files.exists(libraryRoot.resolve("ld-musl-" + loaderArch + ".so.1"))
                && !Files.exists(libraryRoot.resolve("ld-linux-" + loaderArch + ".so.1"))
                && !Files.exists(libraryRoot.resolveSibling("lib64").resolve("ld-linux-x86-64.so.2"));
    }
}
