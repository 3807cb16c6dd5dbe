package dev.chatman.provider;

import static dev.chatman.provider.RegistrySettings.work;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.settings.ProviderType;
import dev.chatman.settings.Settings;
import dev.chatman.testing.FakeScheduler;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vendor's endpoint needs no entry in the settings, and is left alone until it is named. */
class VendorChoiceTest {

    private final EndpointsThatAnswer endpoints =
            new EndpointsThatAnswer().with("https://api.anthropic.com", "claude-sonnet-5-5", "claude-haiku-5-5");
    private final FakeScheduler clock = new FakeScheduler();

    private ProviderRegistry registry(Settings settings) {
        return new ProviderRegistry(
                settings, endpoints, new OneModelInTheCatalogue(), clock, Runnable::run, clock::nanoTime);
    }

    private static List<String> ids(ProviderRegistry registry) {
        return registry.status().toCompletableFuture().join().stream()
                .map(ProviderStatus::id)
                .toList();
    }

    @Test
    void namingItIsEnough() {
        for (ProviderRegistry registry : List.of(
                registry(RegistrySettings.of("anthropic", null)), registry(RegistrySettings.of("auto", null)))) {
            Providers.Choice choice =
                    registry.choose("anthropic", null).toCompletableFuture().join();

            assertEquals("anthropic", choice.provider());
            assertEquals("claude-sonnet-5-5", choice.model());
            assertFalse(choice.local());
        }
    }

    @Test
    void nothingElseChoosesIt() {
        ProviderRegistry registry = registry(RegistrySettings.of("auto", null, work(null)));

        assertEquals(
                "embedded",
                registry.choose(null, null).toCompletableFuture().join().provider());
        assertEquals(
                "embedded",
                registry.choose("local", null).toCompletableFuture().join().provider());
        assertFalse(ids(registry).contains("anthropic"));
    }

    @Test
    void itIsShownOnceItIsNamed() {
        assertEquals(
                "anthropic",
                ids(registry(RegistrySettings.of("anthropic", null))).get(0));
        Settings written = RegistrySettings.of(
                "anthropic", null, ProviderType.withoutEntry("anthropic").orElseThrow());
        assertEquals(
                1, ids(registry(written)).stream().filter("anthropic"::equals).count());
        assertTrue(ids(registry(RegistrySettings.of(
                        "auto", null, ProviderType.withoutEntry("anthropic").orElseThrow())))
                .contains("anthropic"));
    }
}
