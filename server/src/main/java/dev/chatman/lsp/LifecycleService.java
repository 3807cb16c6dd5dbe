package dev.chatman.lsp;

import static dev.chatman.lsp.Params.required;

import com.google.gson.JsonElement;
import dev.chatman.context.WorkspaceFolders;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ConfigurationItem;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.Registration;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.jspecify.annotations.Nullable;

/** Starts, configures and ends the server for one client. Methods run on the reader thread and do not block. */
final class LifecycleService {

    private final InitializeResult greeting;
    private final EditorClient client;
    private final ServerLog log;
    private final ClientSettings settings;
    private final WorkspaceFolders folders;
    private final RunningChats running;
    private final SessionEnd end;
    private boolean canConfigure;
    private boolean canRegister;

    LifecycleService(
            InitializeResult greeting,
            EditorClient client,
            ServerLog log,
            ClientSettings settings,
            WorkspaceFolders folders,
            RunningChats running,
            SessionEnd end) {
        this.greeting = greeting;
        this.client = client;
        this.log = log;
        this.settings = settings;
        this.folders = folders;
        this.running = running;
        this.end = end;
    }

    @JsonRequest
    public CompletableFuture<InitializeResult> initialize(@Nullable InitializeRequest nullable) {
        InitializeRequest request = required(nullable, "params");
        canConfigure = request.canConfigure();
        canRegister = request.canRegisterConfigurationChanges();
        folders.replace(request.folders());
        setTracing(request.trace());
        Long processId = request.processId();
        if (processId != null) {
            ParentWatch.watch(processId, end::parentGone);
        }
        settings.initialize(request.initializationOptions());
        return CompletableFuture.completedFuture(greeting);
    }

    @JsonNotification
    public void initialized(@Nullable JsonElement params) {
        if (canConfigure) {
            pullConfiguration();
        }
        if (canRegister) {
            Registration registration = new Registration(
                    "chatman-configuration", "workspace/didChangeConfiguration", new SectionOptions("chatman"));
            client.registerCapability(new RegistrationParams(List.of(registration)))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            log.warning("The client did not accept client/registerCapability.");
                        }
                    });
        }
    }

    private record SectionOptions(String section) {}

    @JsonRequest
    public CompletableFuture<@Nullable Void> shutdown() {
        running.stopAll();
        end.shutdownRequested();
        return CompletableFuture.completedFuture(null);
    }

    @JsonNotification
    public void exit() {
        end.exitRequested();
    }

    @JsonNotification("$/setTrace")
    public void setTrace(@Nullable SetTraceParams params) {
        setTracing(required(params, "params").getValue());
    }

    @JsonNotification("window/workDoneProgress/cancel")
    public void cancelProgress(@Nullable WorkDoneProgressCancelParams params) {
        running.stop(required(required(params, "params").getToken(), "token"));
    }

    @JsonNotification("workspace/didChangeConfiguration")
    public void didChangeConfiguration(@Nullable DidChangeConfigurationParams params) {
        if (canConfigure) {
            pullConfiguration();
        } else if (params != null && params.getSettings() instanceof JsonElement pushed && pushed.isJsonObject()) {
            settings.configure(pushed.getAsJsonObject().get("chatman"));
        }
    }

    private void pullConfiguration() {
        ConfigurationItem item = new ConfigurationItem();
        item.setSection("chatman");
        client.configuration(new ConfigurationParams(List.of(item))).whenComplete((sections, failure) -> {
            if (failure != null) {
                log.warning("The client did not answer workspace/configuration.");
            } else if (sections != null && !sections.isEmpty()) {
                settings.configure(sections.get(0));
            }
        });
    }

    private void setTracing(@Nullable String value) {
        log.setTracing(value != null && !value.equals("off"));
    }
}
