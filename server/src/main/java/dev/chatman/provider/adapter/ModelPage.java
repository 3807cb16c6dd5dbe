package dev.chatman.provider.adapter;

import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a catalogue of models.
 *
 * @param next where the next piece is; null after the last
 */
public record ModelPage(List<ModelInfo> models, @Nullable URI next) {

    public ModelPage {
        models = List.copyOf(models);
    }
}
