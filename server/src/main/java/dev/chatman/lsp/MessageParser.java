package dev.chatman.lsp;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads one message in two steps, envelope first, so that a request with wrong params can still be answered. The parser
 * of lsp4j 1.0.0 reads members as they come: it drops a request whose id stands after the bad member or is no 32-bit
 * integer, and answers wrong params with {@code -32700} and a stack trace.
 */
final class MessageParser {

    private static final Pattern JSON_PATH = Pattern.compile("at path (\\$\\S*)");

    private final MessageJsonHandler json;

    MessageParser(MessageJsonHandler json) {
        this.json = json;
    }

    Message parse(String body) throws MalformedMessageException {
        JsonElement element = tree(body);
        if (element.isJsonArray()) {
            throw invalid(null, "Batches are not part of LSP: send the messages one by one.");
        }
        if (!element.isJsonObject()) {
            throw invalid(null, "A message is a JSON object.");
        }
        JsonObject envelope = element.getAsJsonObject();
        Either<String, Number> id = id(envelope);
        JsonElement method = envelope.get("method");
        if (method == null) {
            return response(id, envelope);
        }
        if (!(method instanceof JsonPrimitive name) || !name.isString()) {
            throw invalid(id, "The method of a message is a string.");
        }
        return id != null || envelope.has("id")
                ? request(id, name.getAsString(), envelope)
                : notification(name.getAsString(), envelope);
    }

    private static JsonElement tree(String body) throws MalformedMessageException {
        JsonReader reader = new JsonReader(new StringReader(body));
        reader.setStrictness(Strictness.STRICT);
        try {
            if (body.isBlank()) {
                throw unparsable("A message is empty.");
            }
            JsonElement element = JsonParser.parseReader(reader);
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return element;
            }
        } catch (JsonParseException | IOException malformed) {
            throw unparsable("A message is not well-formed JSON.");
        }
        throw unparsable("A message goes on after its end: its Content-Length may be wrong.");
    }

    private Message request(@Nullable Either<String, Number> id, String name, JsonObject envelope)
            throws MalformedMessageException {
        if (id == null) {
            throw invalid(null, "The id of a request is a string or an integer.");
        }
        JsonRpcMethod method = json.getJsonRpcMethod(name);
        if (method == null || method.isNotification()) {
            throw MalformedMessageException.answered(
                    id, error(ResponseErrorCode.MethodNotFound, "There is no request '" + name + "'."));
        }
        RequestMessage message = new RequestMessage();
        message.setRawId(id);
        message.setMethod(name);
        try {
            message.setParams(params(method, envelope.get("params")));
        } catch (JsonParseException | NumberFormatException | IllegalStateException wrong) {
            throw MalformedMessageException.answered(id, ErrorMapper.invalidParams(wrongParams(name, wrong)));
        }
        return message;
    }

    private Message notification(String name, JsonObject envelope) throws MalformedMessageException {
        JsonRpcMethod method = json.getJsonRpcMethod(name);
        if (method == null || !method.isNotification()) {
            throw MalformedMessageException.ignored(
                    error(ResponseErrorCode.MethodNotFound, "There is no notification '" + name + "'."));
        }
        NotificationMessage message = new NotificationMessage();
        message.setMethod(name);
        try {
            message.setParams(params(method, envelope.get("params")));
        } catch (JsonParseException | NumberFormatException | IllegalStateException wrong) {
            throw MalformedMessageException.ignored(ErrorMapper.invalidParams(wrongParams(name, wrong)));
        }
        return message;
    }

    private Message response(@Nullable Either<String, Number> id, JsonObject envelope)
            throws MalformedMessageException {
        if (!envelope.has("result") && !envelope.has("error")) {
            throw invalid(id, "A message has a method, a result or an error.");
        }
        String asked = id == null ? null : json.getMethodProvider().resolveMethod(String.valueOf(id.get()));
        JsonRpcMethod method = asked == null ? null : json.getJsonRpcMethod(asked);
        if (method == null) {
            throw MalformedMessageException.ignored(
                    error(ResponseErrorCode.InvalidRequest, "A response belongs to no request."));
        }
        ResponseMessage message = new ResponseMessage();
        message.setRawId(id);
        try {
            if (envelope.has("error")) {
                message.setError(json.getGson().fromJson(envelope.get("error"), ResponseError.class));
            } else {
                message.setResult(json.getGson().fromJson(envelope.get("result"), method.getReturnType()));
            }
        } catch (JsonParseException | NumberFormatException | IllegalStateException wrong) {
            message.setError(error(ResponseErrorCode.InvalidParams, "The response to " + asked + " is malformed."));
        }
        return message;
    }

    private @Nullable Object params(JsonRpcMethod method, @Nullable JsonElement params) {
        Type[] types = method.getParameterTypes();
        if (types.length == 0 || params == null || params.isJsonNull()) {
            return null;
        }
        // JSON-RPC allows params by position; every method here has one.
        if (params.isJsonArray() && params.getAsJsonArray().size() == 1) {
            return json.getGson().fromJson(params.getAsJsonArray().get(0), types[0]);
        }
        return json.getGson().fromJson(params, types[0]);
    }

    private static @Nullable Either<String, Number> id(JsonObject envelope) {
        if (!(envelope.get("id") instanceof JsonPrimitive id)) {
            return null;
        }
        if (id.isString()) {
            return Either.forLeft(id.getAsString());
        }
        return id.isNumber() && id.getAsString().matches("-?\\d+") ? Either.forRight(id.getAsNumber()) : null;
    }

    /** Says where the params are wrong; never repeats a value of them. */
    private static String wrongParams(String method, RuntimeException wrong) {
        Matcher path = JSON_PATH.matcher(String.valueOf(wrong.getMessage()));
        return "The params of " + method + " have a wrong type" + (path.find() ? " at " + path.group(1) : "") + ".";
    }

    private static MalformedMessageException unparsable(String message) {
        return MalformedMessageException.answered(null, error(ResponseErrorCode.ParseError, message));
    }

    private static MalformedMessageException invalid(@Nullable Either<String, Number> id, String message) {
        return MalformedMessageException.answered(id, error(ResponseErrorCode.InvalidRequest, message));
    }

    private static ResponseError error(ResponseErrorCode code, String message) {
        return new ResponseError(code, message, null);
    }
}
