package dev.chatman.context;

import dev.chatman.chat.ChatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The folders of the workspace. Safe for use by several threads. */
public final class WorkspaceFolders {

    private volatile List<WorkspaceFolder> folders = List.of();

    /**
     * Where in the workspace a path lies.
     *
     * @param root the folder's path
     * @param relative the path below it, with {@code /}; preceded by the folder's name when there are several folders
     */
    record Place(Path root, String relative) {}

    public void replace(List<WorkspaceFolder> newFolders) {
        folders = List.copyOf(newFolders);
    }

    public synchronized void change(List<WorkspaceFolder> removed, List<WorkspaceFolder> added) {
        List<WorkspaceFolder> next = new ArrayList<>(folders);
        next.removeIf(folder -> contains(removed, folder) || contains(added, folder));
        next.addAll(added);
        folders = List.copyOf(next);
    }

    private static boolean contains(List<WorkspaceFolder> list, WorkspaceFolder folder) {
        String key = DocumentUri.key(folder.uri());
        return list.stream().anyMatch(other -> DocumentUri.key(other.uri()).equals(key));
    }

    /** Finds the innermost folder that holds a path as it is written. Does not touch the disk. */
    Optional<Place> place(Path path) {
        return find(path, root -> root);
    }

    /** Finds the innermost folder that holds a real path, whatever links lead to the folder. Reads the disk. */
    Optional<Place> placeOfReal(Path realPath) {
        return find(realPath, Path::toRealPath);
    }

    private Optional<Place> find(Path path, Resolution resolution) {
        List<WorkspaceFolder> current = folders;
        List<Place> places = new ArrayList<>();
        for (WorkspaceFolder folder : current) {
            Path root = root(folder, resolution);
            if (root != null && path.startsWith(root)) {
                String below = root.relativize(path).toString().replace('\\', '/');
                places.add(new Place(root, current.size() > 1 ? folder.name() + "/" + below : below));
            }
        }
        return places.stream().max(Comparator.comparingInt(place -> place.root().getNameCount()));
    }

    /** Null for a folder that is virtual or gone: it holds no files of this machine. */
    private static @Nullable Path root(WorkspaceFolder folder, Resolution resolution) {
        try {
            return resolution.resolve(DocumentUri.path(folder.uri()));
        } catch (ChatException | IOException notHere) {
            return null;
        }
    }

    private interface Resolution {
        Path resolve(Path path) throws IOException;
    }
}
