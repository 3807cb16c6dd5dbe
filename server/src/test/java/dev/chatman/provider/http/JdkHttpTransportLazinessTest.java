package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.HttpChatProvider;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.openai.ChatCompletionsApi;
import dev.chatman.settings.EndpointQuirks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The HTTP client costs start-up time and memory, so a server that is only started must not load it. */
class JdkHttpTransportLazinessTest {

    /** Run by {@link #aNewProviderLoadsNoHttpClient} in a JVM of its own. */
    static final class OnlyConstructs {
        public static void main(String[] args) {
            HttpEndpoint endpoint = new HttpEndpoint(
                    "work",
                    URI.create("http://127.0.0.1:1"),
                    () -> CompletableFuture.completedFuture(null),
                    Map.of(),
                    EndpointQuirks.NONE,
                    Duration.ZERO);
            new HttpChatProvider(new ChatCompletionsApi(endpoint), new JdkHttpTransport(Runnable::run)).close();
        }
    }

    @Test
    void aNewProviderLoadsNoHttpClient() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnlyConstructs.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
        assertTrue(output.contains(HttpChatProvider.class.getName()), "class loading was logged");
        List<String> loaded = output.lines()
                .filter(line -> line.contains(" java.net.http.") || line.contains("jdk.internal.net.http."))
                .toList();
        assertEquals(List.of(), loaded);
    }
}
