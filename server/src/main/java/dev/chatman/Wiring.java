package dev.chatman;

import com.google.gson.JsonElement;
import dev.chatman.chat.ChatEngine;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.LiveChatEngine;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.MemoryConversationStore;
import dev.chatman.chat.Providers;
import dev.chatman.cli.LspOptions;
import dev.chatman.cli.Services;
import dev.chatman.cli.Terminal;
import dev.chatman.lsp.LspServer;
import dev.chatman.lsp.LspTransport;
import dev.chatman.provider.EndpointAssembly;
import dev.chatman.provider.ProviderRegistry;
import dev.chatman.provider.http.JdkHttpTransport;
import dev.chatman.settings.CredentialReader;
import dev.chatman.settings.Directories;
import dev.chatman.settings.DirectoryException;
import dev.chatman.settings.LoadedSettings;
import dev.chatman.settings.Settings;
import dev.chatman.settings.SettingsLayer;
import dev.chatman.settings.SettingsLoader;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one process, put together by hand. Opens no connection, reads no file and starts no process until a part
 * is used. Owns the threads.
 */
final class Wiring implements Services {

    private static final System.Logger LOG = System.getLogger(Wiring.class.getName());
    private static final int REMEMBERED_CONVERSATIONS = 64;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);

    private final SettingsLayer flags;
    private final Terminal terminal;
    private final Directories directories;
    private final SettingsLoader loader;
    private final ExecutorService io = Executors.newCachedThreadPool(new DaemonThreads("chatman-io-"));
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(new DaemonThreads("chatman-clock-"));
    private final EmbeddedParts embedded;
    private final ProviderRegistry providers;
    private final ChatEngine engine;
    /** What holds for a command; an editor's settings come and change over its connection. */
    private @Nullable LoadedSettings commandSettings;

    Wiring(Map<String, String> environment, SettingsLayer flags, Terminal terminal) {
        this.flags = flags;
        this.terminal = terminal;
        // Java asks the system for the home; users, and tests, say otherwise by the variable.
        String home = environment.getOrDefault("HOME", "");
        directories = new Directories(
                environment, System.getProperty("os.name"), home.isEmpty() ? System.getProperty("user.home") : home);
        loader = new SettingsLoader(environment, directories);
        embedded = embeddedParts(environment);
        EndpointAssembly endpoints = new EndpointAssembly(
                new JdkHttpTransport(io), new CredentialReader(environment), clock, embedded::provider);
        providers = ProviderRegistry.of(Settings.DEFAULTS, endpoints, embedded.models(), clock, io);
        engine = new LiveChatEngine(providers, new MemoryConversationStore(REMEMBERED_CONVERSATIONS), System::nanoTime);
    }

    private EmbeddedParts embeddedParts(Map<String, String> environment) {
        try {
            return new EmbeddedParts(environment, directories, io, clock);
        } catch (DirectoryException e) {
            throw ChatException.invalid(String.valueOf(e.getMessage()), "ChatMan keeps models and logs there.");
        }
    }

    @Override
    public LoadedSettings settings() {
        LoadedSettings known = commandSettings;
        if (known == null) {
            known = apply(null, null);
            commandSettings = known;
        }
        return known;
    }

    @Override
    public ChatEngine engine() {
        settings();
        return engine;
    }

    @Override
    public Providers providers() {
        settings();
        return providers;
    }

    @Override
    public LocalModels localModels() {
        return embedded.models();
    }

    @Override
    public Directories directories() {
        return directories;
    }

    @Override
    public int serveLsp(LspOptions options) {
        LspServer server = new LspServer(engine, providers, this::apply, io, Distribution.version());
        try {
            return server.run(transport(options.transport()), terminal.in(), terminal.out(), options.clientProcessId());
        } catch (IOException e) {
            throw ChatException.of(
                    ErrorCode.NETWORK_UNREACHABLE,
                    String.valueOf(e.getMessage()),
                    "The editor has to listen before it starts the server; most want --stdio.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Loads the settings anew and makes them hold for the questions to come. */
    private LoadedSettings apply(
            @Nullable JsonElement initializationOptions, @Nullable JsonElement workspaceConfiguration) {
        List<SettingsLayer> layers = new ArrayList<>(List.of(flags));
        layer("initializationOptions", true, initializationOptions).ifPresent(layers::add);
        layer("workspace configuration", false, workspaceConfiguration).ifPresent(layers::add);
        LoadedSettings loaded = loader.load(layers);
        providers.replace(loaded.settings());
        return loaded;
    }

    private static Optional<SettingsLayer> layer(String source, boolean trusted, @Nullable JsonElement values) {
        return values == null || !values.isJsonObject()
                ? Optional.empty()
                : Optional.of(new SettingsLayer(source, trusted, values.getAsJsonObject()));
    }

    private static LspTransport transport(LspOptions.Transport chosen) {
        if (chosen instanceof LspOptions.Socket socket) {
            return new LspTransport.Socket(socket.port());
        }
        return chosen instanceof LspOptions.Pipe pipe ? new LspTransport.Pipe(pipe.name()) : new LspTransport.Stdio();
    }

    @Override
    public void close() {
        providers.close();
        clock.shutdownNow();
        io.shutdownNow();
        try {
            // A download that is given up ends its program and deletes what cannot be resumed.
            if (!io.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.DEBUG, "Something still runs at the end.");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
