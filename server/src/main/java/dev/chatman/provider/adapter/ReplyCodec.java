package dev.chatman.provider.adapter;

import com.google.gson.JsonObject;
import dev.chatman.provider.http.SseEvent;
import java.util.Optional;

/** Reads one reply of an endpoint; may remember what came before. Used by one thread at a time. */
public interface ReplyCodec {

    /** What an event of a stream says; empty when it does not belong to the protocol. */
    Optional<Chunk> event(SseEvent event);

    /** What a reply in one piece says. */
    Chunk whole(JsonObject json);
}
