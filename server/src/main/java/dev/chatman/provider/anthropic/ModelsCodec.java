package dev.chatman.provider.anthropic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.chatman.provider.adapter.BaseUri;
import dev.chatman.provider.adapter.Json;
import dev.chatman.provider.adapter.ModelPage;
import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue, page by page. */
final class ModelsCodec {

    /** Suggested only while the catalogue lists it. */
    private static final String SUGGESTED = "claude-sonnet-5-5";

    /** The family between the fast and the costly one. */
    private static final String SUGGESTED_FAMILY = "sonnet";

    private final URI catalogue;

    /** @param catalogue where its first page is */
    ModelsCodec(URI catalogue) {
        this.catalogue = catalogue;
    }

    Optional<ModelPage> decode(String body) {
        return Json.parse(body)
                .filter(json -> Json.member(json, "data") instanceof JsonArray)
                .map(json -> new ModelPage(models(Json.array(json, "data")), next(json)));
    }

    /** Otherwise in the order of the catalogue, which lists the newest first. */
    static List<ModelInfo> suggestedFirst(List<ModelInfo> models) {
        List<ModelInfo> arranged = new ArrayList<>(models);
        arranged.sort(Comparator.comparing((ModelInfo model) -> !model.id().equals(SUGGESTED))
                .thenComparing(model -> !model.id().contains(SUGGESTED_FAMILY)));
        return List.copyOf(arranged);
    }

    private static List<ModelInfo> models(JsonArray list) {
        List<ModelInfo> models = new ArrayList<>();
        for (JsonElement entry : list) {
            String id = Json.string(entry, "id");
            if (id != null && !id.isBlank()) {
                models.add(new ModelInfo(
                        id,
                        Json.string(entry, "display_name"),
                        Json.count(entry, "max_input_tokens"),
                        Json.count(entry, "max_tokens"),
                        null));
            }
        }
        return models;
    }

    private @Nullable URI next(JsonElement page) {
        JsonElement flag = Json.member(page, "has_more");
        boolean more = flag != null && flag.isJsonPrimitive() && flag.getAsBoolean();
        String last = Json.string(page, "last_id");
        return more && last != null ? BaseUri.withQuery(catalogue, "after_id", last) : null;
    }
}
