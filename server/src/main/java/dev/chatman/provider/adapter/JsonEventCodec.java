package dev.chatman.provider.adapter;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.http.SseEvent;
import java.util.Optional;

/** Reads replies that are streams of events with JSON in them; an event named {@code error} may hold plain text. */
public interface JsonEventCodec extends ReplyCodec {

    @Override
    default Optional<Chunk> event(SseEvent event) {
        if (event.done()) {
            return Optional.of(Chunk.LAST);
        }
        if (event.type().equals("error")) {
            return Optional.of(Chunk.ofError(ErrorBody.parse(event.data())));
        }
        return Json.parse(event.data()).filter(JsonElement::isJsonObject).map(json -> part(json.getAsJsonObject()));
    }

    /** What the data of an event says. */
    Chunk part(JsonObject json);
}
