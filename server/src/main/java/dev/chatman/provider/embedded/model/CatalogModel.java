package dev.chatman.provider.embedded.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model that ChatMan knows where to fetch.
 *
 * @param id what the user calls it
 * @param file its file's name, here and on the hub
 * @param repository its repository on the model hub, {@code owner/name}
 * @param revision the repository's commit, or {@code main}
 * @param bytes its size; exact where the checksum is known, about right otherwise
 * @param sha256 its checksum in lower-case hex; null where only the hub knows it, which then vouches for the file
 * @param pythonPackage a package that carries the same file, for when the hub cannot be reached
 * @param note what to know before choosing it, one sentence
 */
record CatalogModel(
        String id,
        String file,
        String repository,
        String revision,
        long bytes,
        @Nullable String sha256,
        @Nullable PythonPackage pythonPackage,
        String note) {

    /**
     * A package on the Python package index.
     *
     * @param entry the model's path inside the wheel
     */
    record PythonPackage(String name, String version, String entry) {}

    /** The exact size, where it is known. */
    Optional<Long> exactBytes() {
        return sha256 == null ? Optional.empty() : Optional.of(bytes);
    }
}
