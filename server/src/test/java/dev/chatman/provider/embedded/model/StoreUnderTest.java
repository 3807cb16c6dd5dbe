package dev.chatman.provider.embedded.model;

import dev.chatman.chat.ChatException;
import dev.chatman.provider.embedded.model.CatalogModel.PythonPackage;
import dev.chatman.testing.TinyGguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A model store with one small model and a hub on loopback. */
final class StoreUnderTest implements AutoCloseable {
    static final String ID = "tiny";
    static final String FILE = "Tiny.gguf";
    static final String ENTRY = "tiny/Tiny.gguf";

    final byte[] content;
    final FakeHub hub;
    final Path directory;
    final ExecutorService io = Executors.newCachedThreadPool();

    private Map<String, String> environment = Map.of();
    private DiskSpace space = DiskSpace.REAL;
    private boolean checksumKnown = true;

    StoreUnderTest(Path directory) throws IOException {
        this.directory = directory.resolve("models");
        this.content = Files.readAllBytes(TinyGguf.write(directory.resolve("source.gguf")));
        this.hub = new FakeHub(content);
    }

    StoreUnderTest withPython(Map<String, String> newEnvironment) {
        environment = newEnvironment;
        return this;
    }

    StoreUnderTest withSpace(DiskSpace newSpace) {
        space = newSpace;
        return this;
    }

    StoreUnderTest withoutKnownChecksum() {
        checksumKnown = false;
        return this;
    }

    ModelStore store() {
        return store(hub.address());
    }

    ModelStore store(String hubAddress) {
        CatalogModel model = new CatalogModel(
                ID,
                FILE,
                "owner/name",
                "main",
                content.length,
                checksumKnown ? sha256(content) : null,
                new PythonPackage("llm-tiny", "1.0", ENTRY),
                "Babbles.");
        HubSource.Timeouts timeouts = new HubSource.Timeouts(Duration.ofSeconds(2), Duration.ofMillis(400));
        return new ModelStore(
                directory,
                new Catalog(List.of(model)),
                space,
                List.of(new HubSource(hubAddress, timeouts, io), new PythonSource(environment)),
                io);
    }

    Path file() {
        return directory.resolve(FILE);
    }

    Path part() {
        return directory.resolve(FILE + ".part");
    }

    static Path await(CompletableFuture<Path> pull) throws InterruptedException {
        try {
            return pull.get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("no file came", e);
        }
    }

    static ChatException failure(CompletableFuture<Path> pull) throws InterruptedException {
        try {
            throw new AssertionError("it came: " + pull.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return (ChatException) Objects.requireNonNull(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("it never ended", e);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        hub.close();
        io.shutdownNow();
    }
}
