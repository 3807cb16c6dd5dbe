package dev.chatman.settings;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A password program: prints a secret and ends with its argument as the exit code; "hang" prints nothing, for ever. */
final class PrintsASecret {
    static final String SECRET = "sk-secret-ü😀";

    private PrintsASecret() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("hang")) {
            new CountDownLatch(1).await();
        }
        System.out.write((SECRET + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        System.err.println("sk-secret on standard error");
        System.exit(Integer.parseInt(args[0]));
    }
}
