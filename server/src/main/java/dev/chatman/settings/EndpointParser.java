package dev.chatman.settings;

import com.google.gson.JsonElement;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads where an endpoint is and what travels in its headers. */
final class EndpointParser {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7E]*");

    private EndpointParser() {}

    /** User info is refused because addresses appear in messages. */
    static URI baseUrl(JsonElement value) throws InvalidValueException {
        String expected = "must be an address like http://localhost:8000/v1";
        URI uri;
        try {
            uri = new URI(ValueParser.text().parse(value).strip());
        } catch (URISyntaxException e) {
            throw new InvalidValueException(expected);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new InvalidValueException(expected);
        }
        if (uri.getRawUserInfo() != null) {
            throw new InvalidValueException("must not hold a user or password: use apiKey or headers");
        }
        if (uri.getRawFragment() != null) {
            throw new InvalidValueException("must not hold a #fragment");
        }
        return uri;
    }

    /** Names in any case; what HTTP does not allow in a header is refused. */
    static Map<String, String> headers(JsonElement value) throws InvalidValueException {
        if (!value.isJsonObject()) {
            throw new InvalidValueException("must be an object of header names and texts");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, JsonElement> header : value.getAsJsonObject().entrySet()) {
            headers.put(headerName(header.getKey()), headerValue(header.getValue()));
        }
        return Collections.unmodifiableMap(headers);
    }

    static String headerName(String name) throws InvalidValueException {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new InvalidValueException("must be a header's name: letters, digits and dashes");
        }
        return name;
    }

    private static String headerValue(JsonElement value) throws InvalidValueException {
        String text = ValueParser.anyText().parse(value);
        if (!HEADER_VALUE.matcher(text).matches()) {
            throw new InvalidValueException("must hold plain ASCII texts without line breaks");
        }
        return text;
    }
}
