package dev.chatman.context;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Guesses the language id of a file that no editor has open. */
public final class LanguageIds {

    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("bash", "shellscript"),
            Map.entry("c", "c"),
            Map.entry("cc", "cpp"),
            Map.entry("clj", "clojure"),
            Map.entry("cpp", "cpp"),
            Map.entry("cs", "csharp"),
            Map.entry("css", "css"),
            Map.entry("dart", "dart"),
            Map.entry("ex", "elixir"),
            Map.entry("go", "go"),
            Map.entry("h", "c"),
            Map.entry("hpp", "cpp"),
            Map.entry("hs", "haskell"),
            Map.entry("html", "html"),
            Map.entry("java", "java"),
            Map.entry("js", "javascript"),
            Map.entry("json", "json"),
            Map.entry("jsx", "javascriptreact"),
            Map.entry("kt", "kotlin"),
            Map.entry("lua", "lua"),
            Map.entry("md", "markdown"),
            Map.entry("php", "php"),
            Map.entry("py", "python"),
            Map.entry("rb", "ruby"),
            Map.entry("rs", "rust"),
            Map.entry("scala", "scala"),
            Map.entry("sh", "shellscript"),
            Map.entry("sql", "sql"),
            Map.entry("swift", "swift"),
            Map.entry("toml", "toml"),
            Map.entry("ts", "typescript"),
            Map.entry("tsx", "typescriptreact"),
            Map.entry("xml", "xml"),
            Map.entry("yaml", "yaml"),
            Map.entry("yml", "yaml"));

    private LanguageIds() {}

    public static @Nullable String ofFile(String fileName) {
        String extension = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.get(extension);
    }
}
