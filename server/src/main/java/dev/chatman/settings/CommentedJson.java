package dev.chatman.settings;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a JSON object as people write it: strict but for comments and a comma before a closing bracket. */
final class CommentedJson {
    private static final Gson STRICT =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();
    private static final Pattern POSITION = Pattern.compile("line (\\d+) column (\\d+)");

    private CommentedJson() {}

    /** The object; an empty one when nothing but blanks and comments is there. */
    static JsonObject parse(String text) throws InvalidValueException {
        String json = strip(text);
        JsonElement parsed;
        try {
            parsed = json.isBlank() ? new JsonObject() : STRICT.fromJson(json, JsonElement.class);
        } catch (JsonParseException e) {
            throw new InvalidValueException("is not valid JSON" + position(e));
        }
        if (parsed instanceof JsonObject object) {
            return object;
        }
        throw new InvalidValueException("must be a JSON object: { … }");
    }

    /** Blanks out what JSON does not know; every other character keeps its place, so that positions stay true. */
    private static String strip(String text) {
        char[] out = text.toCharArray();
        int comma = -1;
        int at = 0;
        while (at < out.length) {
            char c = out[at];
            if (c == '"') {
                comma = -1;
                at = afterString(text, at);
            } else if (text.startsWith("//", at) || text.startsWith("/*", at)) {
                at = blank(out, at, afterComment(text, at));
            } else {
                if ((c == '}' || c == ']') && comma >= 0) {
                    out[comma] = ' ';
                }
                if (c == ',') {
                    comma = at;
                } else if (!Character.isWhitespace(c)) {
                    comma = -1;
                }
                at++;
            }
        }
        return new String(out);
    }

    private static int afterString(String text, int quote) {
        for (int at = quote + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return text.length();
    }

    private static int afterComment(String text, int start) {
        boolean line = text.charAt(start + 1) == '/';
        int end = line ? text.indexOf('\n', start) : text.indexOf("*/", start + 2);
        if (end < 0) {
            return text.length();
        }
        return line ? end : end + 2;
    }

    private static int blank(char[] out, int from, int to) {
        for (int at = from; at < to; at++) {
            if (out[at] != '\n' && out[at] != '\r') {
                out[at] = ' ';
            }
        }
        return to;
    }

    /** Only the place: the parser's own message may quote the text. */
    private static String position(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher matcher = POSITION.matcher(String.valueOf(cause.getMessage()));
            if (matcher.find()) {
                return " (near line " + matcher.group(1) + ", column " + matcher.group(2) + ")";
            }
        }
        return "";
    }
}
