package dev.chatman.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one entry of {@code providers}. */
final class ProviderReader {
    private static final Set<String> RESERVED = Set.of("auto", "local");

    private final Map<String, ProviderType> types;
    private final CredentialParser credentials;

    ProviderReader(List<ProviderType> types, HomePath paths) {
        Map<String, ProviderType> byId = new LinkedHashMap<>();
        types.stream()
                .filter(type -> !type.id().equals(ProviderType.EMBEDDED))
                .forEach(type -> byId.put(type.id(), type));
        this.types = byId;
        this.credentials = new CredentialParser(paths);
    }

    /** The entry; empty, and reported, when it cannot be used as a whole. */
    Optional<ProviderSettings> read(String name, Section entry) {
        Optional<String> typed = entry.read("type", ValueParser.text());
        ProviderSettings provider = new ProviderSettings(
                name,
                typed.orElse(name),
                entry.read("baseUrl", EndpointParser::baseUrl).orElse(null),
                entry.read("apiKey", credentials).orElse(null),
                entry.read("headers", EndpointParser::headers).orElse(Map.of()),
                entry.read("model", ValueParser.text()).orElse(null),
                entry.read("maxOutputTokens", ValueParser.wholeNumber(1, 10_000_000))
                        .orElse(null),
                entry.read("temperature", ValueParser.decimal(0, 2)).orElse(null),
                clocks(entry.section("clocks")),
                quirks(entry.section("quirks")));
        entry.reportUnknown();
        return usable(provider, entry)
                ? Optional.ofNullable(types.get(provider.type())).map(provider::completedBy)
                : Optional.empty();
    }

    private boolean usable(ProviderSettings provider, Section entry) {
        String name = provider.name();
        ProviderType type = types.get(provider.type());
        if (RESERVED.contains(name) || name.isBlank()) {
            entry.problem("", "is a name with a meaning of its own: choose another for this provider; entry ignored");
            return false;
        }
        if (name.equals(ProviderType.EMBEDDED) || provider.type().equals(ProviderType.EMBEDDED)) {
            entry.problem("", "belongs under \"embedded\" at the top of the settings; entry ignored");
            return false;
        }
        if (type == null) {
            String known = "\"" + String.join("\", \"", types.keySet()) + "\"";
            entry.problem("type", "must be one of " + known + " (the entry's name when not given); entry ignored");
            return false;
        }
        if (types.containsKey(name) && !name.equals(provider.type())) {
            entry.problem("type", "must be \"" + name + "\" like the entry's name; entry ignored");
            return false;
        }
        if (type.needsBaseUrl() && provider.baseUrl() == null) {
            entry.problem(
                    "baseUrl", "must be set, for example to http://localhost:8000/v1; without it the entry is ignored");
            return false;
        }
        return true;
    }

    private static ClockSettings clocks(Section section) {
        ClockSettings clocks = new ClockSettings(
                section.read("connectSecs", ValueParser.seconds(true)).orElse(null),
                section.read("firstEventSecs", ValueParser.seconds(true)).orElse(null),
                section.read("idleSecs", ValueParser.seconds(true)).orElse(null),
                section.read("progressIdleSecs", ValueParser.seconds(true)).orElse(null),
                section.read("totalSecs", ValueParser.seconds(true)).orElse(null));
        section.reportUnknown();
        return clocks;
    }

    private static EndpointQuirks quirks(Section section) {
        EndpointQuirks quirks = new EndpointQuirks(
                section.read(
                                "authHeader",
                                value -> EndpointParser.headerName(
                                        ValueParser.text().parse(value)))
                        .orElse(null),
                section.read("authScheme", ValueParser.anyText()).orElse(null),
                section.read("maxTokensField", ValueParser.text()).orElse(null),
                section.read("systemRole", ValueParser.text()).orElse(null),
                section.read("streamOptions", ValueParser.flag()).orElse(null),
                section.read("modelsPath", ValueParser.text()).orElse(null),
                section.read("dropParams", ValueParser.listOf(ValueParser.text()))
                        .orElse(List.of()),
                section.read("extraBody", ValueParser.jsonObject()).orElse(Map.of()));
        section.reportUnknown();
        return quirks;
    }
}
