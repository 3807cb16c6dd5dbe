package dev.chatman.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a JSON value into what a setting holds. */
@FunctionalInterface
interface ValueParser<T> {

    T parse(JsonElement value) throws InvalidValueException;

    /** A string that is not blank. */
    static ValueParser<String> text() {
        return value -> {
            if (!isString(value) || value.getAsString().isBlank()) {
                throw new InvalidValueException("must be a text that is not empty");
            }
            return value.getAsString();
        };
    }

    /** A string that may be empty. */
    static ValueParser<String> anyText() {
        return value -> {
            if (!isString(value)) {
                throw new InvalidValueException("must be a text");
            }
            return value.getAsString();
        };
    }

    static ValueParser<Boolean> flag() {
        return value -> {
            if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
                return primitive.getAsBoolean();
            }
            throw new InvalidValueException("must be true or false");
        };
    }

    static ValueParser<Integer> wholeNumber(int least, int most) {
        return value -> {
            BigDecimal number = number(value);
            if (number == null || number.stripTrailingZeros().scale() > 0 || !within(number, least, most)) {
                throw new InvalidValueException("must be a whole number from %d to %d".formatted(least, most));
            }
            return number.intValueExact();
        };
    }

    static ValueParser<Double> decimal(int least, int most) {
        return value -> {
            BigDecimal number = number(value);
            if (number == null || !within(number, least, most)) {
                throw new InvalidValueException("must be a number from %d to %d".formatted(least, most));
            }
            return number.doubleValue();
        };
    }

    /** Seconds, with a fraction if need be; at most a day. */
    static ValueParser<Duration> seconds(boolean zeroAllowed) {
        return value -> {
            BigDecimal number = number(value);
            if (number == null || !within(number, 0, 86_400) || (!zeroAllowed && number.signum() == 0)) {
                String range = zeroAllowed ? "from 0 (none) to 86400" : "above 0, at most 86400";
                throw new InvalidValueException("must be a number of seconds " + range);
            }
            return Duration.ofMillis(number.movePointRight(3).longValue());
        };
    }

    /** One of the given words, in any case. */
    static <T> ValueParser<T> oneOf(Map<String, T> words) {
        return value -> {
            T found = isString(value) ? words.get(value.getAsString().toLowerCase(Locale.ROOT)) : null;
            if (found == null) {
                throw new InvalidValueException("must be one of \"" + String.join("\", \"", words.keySet()) + "\"");
            }
            return found;
        };
    }

    static <T> ValueParser<List<T>> listOf(ValueParser<T> element) {
        return value -> {
            if (!value.isJsonArray()) {
                throw new InvalidValueException("must be a list");
            }
            List<T> items = new ArrayList<>();
            for (JsonElement item : value.getAsJsonArray()) {
                try {
                    items.add(element.parse(item));
                } catch (InvalidValueException e) {
                    throw new InvalidValueException("must be a list; item " + (items.size() + 1) + " " + e.message());
                }
            }
            return List.copyOf(items);
        };
    }

    /** An object of JSON values as maps, lists, strings, numbers and booleans of the JDK. */
    static ValueParser<Map<String, Object>> jsonObject() {
        return value -> {
            if (!value.isJsonObject()) {
                throw new InvalidValueException("must be an object");
            }
            return plainObject(value);
        };
    }

    private static Map<String, Object> plainObject(JsonElement object) throws InvalidValueException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> member : object.getAsJsonObject().entrySet()) {
            members.put(member.getKey(), plain(member.getValue()));
        }
        return Collections.unmodifiableMap(members);
    }

    private static Object plain(JsonElement value) throws InvalidValueException {
        if (value.isJsonObject()) {
            return plainObject(value);
        }
        if (value.isJsonArray()) {
            List<Object> items = new ArrayList<>();
            for (JsonElement item : value.getAsJsonArray()) {
                items.add(plain(item));
            }
            return Collections.unmodifiableList(items);
        }
        if (value instanceof JsonPrimitive primitive) {
            BigDecimal number = number(primitive);
            if (number != null) {
                return number;
            }
            return primitive.isBoolean() ? (Object) primitive.getAsBoolean() : primitive.getAsString();
        }
        throw new InvalidValueException("must not hold null");
    }

    static boolean isString(JsonElement value) {
        return value instanceof JsonPrimitive primitive && primitive.isString();
    }

    private static boolean within(BigDecimal number, int least, int most) {
        return number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0;
    }

    private static @Nullable BigDecimal number(JsonElement value) {
        if (!(value instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
            return null;
        }
        try {
            return primitive.getAsBigDecimal();
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
