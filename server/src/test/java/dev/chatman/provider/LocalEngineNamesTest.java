package dev.chatman.provider;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.settings.ProviderType;
import dev.chatman.testing.FakeScheduler;
import org.junit.jupiter.api.Test;

class LocalEngineNamesTest {

    @Test
    void everyEngineThatTheSettingsAcceptByNameIsKnown() {
        FakeScheduler scheduler = new FakeScheduler();
        ModelQuery query = new ModelQuery(scheduler, scheduler);
        LocalEngines engines = LocalEngines.known(new EndpointsThatAnswer(), query, scheduler::nanoTime);
        for (String name : ProviderType.LOCAL_ENGINES) {
            assertTrue(engines.named(name).isPresent(), name);
        }
    }
}
