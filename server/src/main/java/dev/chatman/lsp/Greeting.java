package dev.chatman.lsp;

import dev.chatman.protocol.ChatService;
import dev.chatman.protocol.ServerAnnouncement;
import java.util.List;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.PositionEncodingKind;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFoldersOptions;
import org.eclipse.lsp4j.WorkspaceServerCapabilities;
import org.eclipse.lsp4j.jsonrpc.services.ServiceEndpoints;

/** Says who the server is and what it can do. */
final class Greeting {

    private static final int PROTOCOL_VERSION = 1;

    private Greeting() {}

    static InitializeResult of(String version) {
        return new InitializeResult(capabilities(), new ServerInfo("ChatMan", version));
    }

    private static ServerCapabilities capabilities() {
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        WorkspaceFoldersOptions folders = new WorkspaceFoldersOptions();
        folders.setSupported(true);
        folders.setChangeNotifications(true);
        List<String> methods = ServiceEndpoints.getSupportedMethods(ChatService.class).keySet().stream()
                .sorted()
                .toList();
        ServerCapabilities capabilities = new ServerCapabilities();
        capabilities.setPositionEncoding(PositionEncodingKind.UTF16);
        capabilities.setTextDocumentSync(sync);
        capabilities.setWorkspace(new WorkspaceServerCapabilities(folders));
        capabilities.setExperimental(new Experimental(new ServerAnnouncement(PROTOCOL_VERSION, methods)));
        return capabilities;
    }

    private record Experimental(ServerAnnouncement chatman) {}
}
