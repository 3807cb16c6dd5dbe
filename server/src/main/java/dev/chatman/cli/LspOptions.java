package dev.chatman.cli;

import com.google.gson.JsonObject;
import dev.chatman.settings.SettingsLayer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an editor is served.
 *
 * @param transport where its messages come from
 * @param clientProcessId the editor's process; the server ends when it does; null when it was not named
 */
public record LspOptions(Transport transport, @Nullable Long clientProcessId) {

    /** Where the messages come from. */
    public sealed interface Transport {}

    /** Standard input and output. */
    public record Stdio() implements Transport {}

    /** A port on the loopback interface where the editor listens. */
    public record Socket(int port) implements Transport {}

    /** A named pipe or Unix domain socket where the editor listens. */
    public record Pipe(String name) implements Transport {}

    /** Serves the editor until it leaves; returns the exit code that the protocol asks for. */
    int serve(ServicesFactory factory) {
        try (Services services = factory.open(new SettingsLayer(ProviderOptions.SOURCE, true, new JsonObject()))) {
            return services.serveLsp(this);
        }
    }

    /**
     * Reads the arguments after {@code lsp} without picocli, which would cost every editor start some 50 ms.
     *
     * @return empty when there is anything but plain, valid options: those go the long way, which explains them
     */
    static Optional<LspOptions> read(String... arguments) {
        Long clientProcessId = null;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String value = argument.substring(equals + 1);
            switch (equals < 0 ? argument : argument.substring(0, equals)) {
                case "--stdio" -> {
                    if (equals >= 0) {
                        return Optional.empty();
                    }
                }
                case "--clientProcessId" -> {
                    if (!value.matches("\\d{1,18}")) {
                        return Optional.empty();
                    }
                    clientProcessId = Long.valueOf(value);
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new LspOptions(new Stdio(), clientProcessId));
    }
}
