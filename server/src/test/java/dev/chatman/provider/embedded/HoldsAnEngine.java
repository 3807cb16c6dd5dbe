package dev.chatman.provider.embedded;

import dev.chatman.settings.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Path;

/** A parent to be killed: starts an engine, prints its process id, and waits for ever. */
final class HoldsAnEngine {
    private HoldsAnEngine() {}

    public static void main(String[] args) throws Exception {
        Path state = Path.of(args[0]);
        Path model = Path.of(args[1]);
        EngineLauncher launcher = args.length > 2
                ? LlamaServerStandIn.launcher(Path.of(args[2]), state)
                : EngineUnderTest.launcher(Path.of(System.getProperty("java.home")), state, EmbeddedSettings.DEFAULTS);
        EngineProcess engine = launcher.launch(model);
        if (!engine.awaitLoaded()) {
            throw new IOException("The engine did not load the model");
        }
        long pid = args.length > 2
                ? ProcessHandle.of(engine.pid())
                        .orElseThrow()
                        .descendants()
                        .filter(child -> child.info().command().orElse("").endsWith("java"))
                        .findFirst()
                        .orElseThrow()
                        .pid()
                : engine.pid();
        System.out.println(pid);
        System.out.flush();
        System.in.read();
    }
}
