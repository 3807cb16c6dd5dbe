package dev.chatman.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Reads secrets from where the settings say they are. Thread-safe; blocks, so it is called off the request's path. */
public final class CredentialReader {
    private static final int LONGEST_SECRET = 64 * 1024;

    private final Map<String, String> environment;
    private final SecretCommand command;

    /**
     * A reader with a time limit of its own.
     *
     * @param commandLimit how long a command may take
     */
    public CredentialReader(Map<String, String> environment, Duration commandLimit) {
        this.environment = Map.copyOf(environment);
        this.command = new SecretCommand(commandLimit, LONGEST_SECRET);
    }

    /** A reader that gives commands 10 s. */
    public CredentialReader(Map<String, String> environment) {
        this(environment, Duration.ofSeconds(10));
    }

    /**
     * The secret, without the line break at its end.
     *
     * @throws CredentialException when it cannot be had, or is not fit for a header
     */
    public String read(Credential credential) throws CredentialException {
        if (credential instanceof Credential.Literal literal) {
            return checked(literal.secret(), "The key in the settings");
        }
        if (credential instanceof Credential.Env env) {
            String value = environment.getOrDefault(env.variable(), "");
            if (value.isBlank()) {
                throw new CredentialException("The variable " + env.variable()
                        + " is not set. Set it to the key before the editor or the terminal starts.");
            }
            return checked(value, "The variable " + env.variable());
        }
        if (credential instanceof Credential.File file) {
            return checked(file(file.path()), "The file " + file.path());
        }
        Credential.Command words = (Credential.Command) credential;
        return checked(
                command.run(words.command()),
                "The output of \"" + words.command().get(0) + "\"");
    }

    private static String file(Path path) throws CredentialException {
        try {
            if (FileAccess.openToOthers(path)) {
                throw new CredentialException(
                        "The key file " + path + " can be read or changed by other users. Run: chmod 600 " + path);
            }
            try (InputStream in = Files.newInputStream(path)) {
                return new String(in.readNBytes(LONGEST_SECRET), StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException e) {
            throw new CredentialException("The key file " + path + " does not exist. Create it with the key in it.");
        } catch (IOException e) {
            throw new CredentialException("The key file " + path + " cannot be read ("
                    + e.getClass().getSimpleName() + "). Check its owner and permissions.");
        }
    }

    private static String checked(String raw, String what) throws CredentialException {
        String secret = raw;
        if (secret.endsWith("\n")) {
            secret = secret.substring(0, secret.length() - (secret.endsWith("\r\n") ? 2 : 1));
        }
        if (secret.isBlank()) {
            throw new CredentialException(what + " is empty. Put the key there.");
        }
        // A line break would end the header that carries the key and begin another one.
        if (secret.chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw new CredentialException(what + " is not a key: it holds a line break or a control character.");
        }
        return secret;
    }
}
