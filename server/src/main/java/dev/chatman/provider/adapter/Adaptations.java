package dev.chatman.provider.adapter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers, for one endpoint, what each model rejected, so that it is rejected only once. */
final class Adaptations {

    private final Map<String, Adaptation> byModel = new ConcurrentHashMap<>();

    Adaptation of(String model) {
        return byModel.getOrDefault(model, Adaptation.NONE);
    }

    void remember(String model, Adaptation adaptation) {
        byModel.put(model, adaptation);
    }
}
