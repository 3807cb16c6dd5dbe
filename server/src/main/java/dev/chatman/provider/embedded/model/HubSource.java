package dev.chatman.provider.embedded.model;

import dev.chatman.chat.LocalModels.ProgressListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The model hub: {@code BASE/OWNER/NAME/resolve/REVISION/FILE}, which redirects to where the bytes are and gives the
 * file's SHA-256 as {@code x-linked-etag} on the way. A part file goes on where it ended.
 */
final class HubSource implements ModelSource {
    private static final Pattern SHA256 = Pattern.compile("\"?([0-9a-f]{64})\"?");
    /** A connection that broke after some progress is made anew, and goes on where it broke. */
    private static final int ATTEMPTS = 5;

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final String base;
    private final Timeouts timeouts;
    private final Executor executor;

    /**
     * How long to wait.
     *
     * @param connect for the connection: short, so that an unreachable hub costs little
     * @param stall for the next byte
     */
    record Timeouts(Duration connect, Duration stall) {
        static final Timeouts STANDARD = new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30));
    }

    HubSource(String base, Timeouts timeouts, Executor executor) {
        this.base = base.replaceAll("/+$", "");
        this.timeouts = timeouts;
        this.executor = executor;
    }

    /** Without a password that the address may carry. */
    @Override
    public String name() {
        return base.replaceFirst("^https?://(.*@)?", "");
    }

    @Override
    public boolean offers(CatalogModel model) {
        return true;
    }

    @Override
    public String fetch(CatalogModel model, PartFile part, ProgressListener progress, Cancellation cancellation)
            throws Unavailable, IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            long before = part.size();
            try {
                return fetchRest(model, part, progress, cancellation);
            } catch (Unavailable broken) {
                if (attempt == ATTEMPTS || part.size() <= before) {
                    throw broken;
                }
            }
        }
    }

    private String fetchRest(CatalogModel model, PartFile part, ProgressListener progress, Cancellation cancellation)
            throws Unavailable, IOException, InterruptedException {
        long offset = part.size();
        if (model.exactBytes().filter(bytes -> bytes <= offset).isPresent()) {
            // Whole, or too long to be the beginning of it: the checksum decides.
            return "";
        }
        HttpResponse<Void> response = download(model, part, offset, progress, cancellation);
        if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
            part.discard();
            response = download(model, part, 0, progress, cancellation);
        }
        return checksum(response);
    }

    private HttpResponse<Void> download(
            CatalogModel model, PartFile part, long offset, ProgressListener progress, Cancellation cancellation)
            throws Unavailable, IOException, InterruptedException {
        HttpRequest.Builder request = request(model);
        if (offset > 0) {
            request.header("Range", "bytes=" + offset + "-");
        }
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(timeouts.connect())
                .executor(executor)
                .build();
        try (HubDownload download = new HubDownload(part, offset, model.exactBytes())) {
            download.follow(client.sendAsync(request.build(), download));
            return download.await((done, total) -> progress.onProgress(name(), done, total), cancellation, timeouts);
        }
    }

    private HttpRequest.Builder request(CatalogModel model) throws Unavailable {
        try {
            return HttpRequest.newBuilder(
                    URI.create(base + "/" + model.repository() + "/resolve/" + model.revision() + "/" + model.file()));
        } catch (IllegalArgumentException malformed) {
            throw new Unavailable("that is not the address of a model hub", malformed);
        }
    }

    /** The checksum stands in the hub's own reply; the one it redirects to comes from a content network. */
    private static String checksum(HttpResponse<Void> last) {
        Optional<HttpHeaders> found = Optional.empty();
        for (Optional<HttpResponse<Void>> reply = Optional.of(last);
                reply.isPresent();
                reply = reply.get().previousResponse()) {
            HttpHeaders headers = reply.get().headers();
            if (headers.firstValue("x-linked-etag").isPresent()) {
                found = Optional.of(headers);
            }
        }
        return found.orElse(last.headers())
                .firstValue(found.isPresent() ? "x-linked-etag" : "etag")
                .map(SHA256::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .orElse("");
    }
}
