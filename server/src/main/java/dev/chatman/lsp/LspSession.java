package dev.chatman.lsp;

import com.google.gson.GsonBuilder;
import dev.chatman.chat.ChatEngine;
import dev.chatman.chat.Providers;
import dev.chatman.context.ContextResolver;
import dev.chatman.context.OpenDocuments;
import dev.chatman.context.WorkspaceFolders;
import dev.chatman.protocol.ChatService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.services.GenericEndpoint;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;

/** The wiring between one client's streams and the services, and its life from the first byte to the last. */
final class LspSession {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final List<Class<?>> SERVICES = List.of(
            EditorClient.class,
            LifecycleService.class,
            DocumentService.class,
            WorkspaceService.class,
            ChatService.class);

    private final SessionEnd end = new SessionEnd();
    private final RunningChats running = new RunningChats();
    private final OutboundChannel channel;
    private final RemoteEndpoint remote;
    private final InboundMessages inbound;
    private final ServerLog log;
    private final ErrorMapper errors;

    LspSession(
            ChatEngine engine,
            Providers providers,
            SettingsPort settingsPort,
            RequestRunner runner,
            String version,
            InputStream input,
            OutputStream output) {
        MessageJsonHandler json = new MessageJsonHandler(methods(), LspSession::configure);
        channel = new OutboundChannel(output, end::clientGone);
        MessageConsumer replies = message -> channel.post(Frame.of(json.serialize(message)));
        LateEndpoint services = new LateEndpoint();
        remote = new RemoteEndpoint(replies, services, this::answer);
        remote.setJsonHandler(json);
        json.setMethodProvider(remote);
        EditorClient client = ServiceEndpoints.toServiceObject(remote, EditorClient.class);
        log = new ServerLog(System.getLogger("dev.chatman.lsp"), client);
        errors = new ErrorMapper(log);
        inbound = new InboundMessages(new FrameReader(input), new MessageParser(json), channel, replies, log);

        ClientSettings settings = new ClientSettings(settingsPort, runner, log);
        OpenDocuments documents = new OpenDocuments(log::warning);
        WorkspaceFolders folders = new WorkspaceFolders();
        ChatEndpoint chat = new ChatEndpoint(
                engine,
                providers,
                new QuestionReader(new ContextResolver(documents, folders)),
                settings,
                running,
                runner,
                new ProgressChannel(channel, json),
                InstantSource.system());
        LifecycleService lifecycle =
                new LifecycleService(Greeting.of(version), client, log, settings, folders, running, end);
        services.bind(new LifecycleGate(
                new GenericEndpoint(
                        List.of(lifecycle, new DocumentService(documents), new WorkspaceService(folders), chat)),
                log));
    }

    private static Map<String, JsonRpcMethod> methods() {
        Map<String, JsonRpcMethod> methods = new LinkedHashMap<>();
        SERVICES.forEach(service -> methods.putAll(ServiceEndpoints.getSupportedMethods(service)));
        return methods;
    }

    private static void configure(GsonBuilder gson) {
        WholeNumbers integers = new WholeNumbers();
        gson.disableHtmlEscaping()
                .registerTypeAdapter(String.class, new Texts())
                .registerTypeAdapter(int.class, integers)
                .registerTypeAdapter(Integer.class, integers);
    }

    private ResponseError answer(Throwable failure) {
        return errors.map(failure);
    }

    /** Ends the session when the process ends, besides the one that the client names itself. */
    void watchParent(long processId) {
        ParentWatch.watch(processId, end::parentGone);
    }

    /** Serves the client; blocks until the session is over. Returns the exit code. */
    int run() throws InterruptedException {
        Thread reader = new Thread(this::read, "chatman-reader");
        reader.setDaemon(true);
        channel.start(reader);
        reader.start();
        try {
            return end.await();
        } finally {
            running.stopAll();
            channel.close(LAST_WORDS);
            reader.interrupt();
        }
    }

    private void read() {
        try {
            inbound.listen(remote);
        } catch (IOException broken) {
            if (!end.isOver()) {
                log.warning("The stream from the client broke: " + broken.getMessage());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error bug) {
            log.bug(bug);
        } finally {
            end.clientGone();
        }
    }
}
