package dev.chatman.lsp;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.LogTraceParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.jspecify.annotations.Nullable;

/** What ChatMan says to a client besides progress; no method blocks. */
interface EditorClient {

    @JsonNotification("window/showMessage")
    void showMessage(MessageParams params);

    @JsonNotification("window/logMessage")
    void logMessage(MessageParams params);

    @JsonNotification("$/logTrace")
    void logTrace(LogTraceParams params);

    @JsonRequest("workspace/configuration")
    CompletionStage<@Nullable List<JsonElement>> configuration(ConfigurationParams params);

    @JsonRequest("client/registerCapability")
    CompletionStage<@Nullable Void> registerCapability(RegistrationParams params);
}
