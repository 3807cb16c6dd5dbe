package dev.chatman.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.ContextItem.LineRange;
import dev.chatman.chat.ContextItem.Origin;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextResolverTest {

    private final List<String> oddities = new ArrayList<>();
    private final OpenDocuments documents = new OpenDocuments(oddities::add);
    private final WorkspaceFolders folders = new WorkspaceFolders();
    private final ContextResolver resolver = new ContextResolver(documents, folders);

    @TempDir
    Path outside;

    private Path workspace = Path.of("");

    @BeforeEach
    void openWorkspace() throws IOException {
        workspace = Files.createDirectories(outside.resolve("my project"));
        folders.replace(List.of(WorkspaceFolder.named(workspace.toUri().toString(), null)));
    }

    private ContextItem resolve(String uri, @Nullable Range range, @Nullable String text, @Nullable Integer version) {
        return resolver.prepare(List.of(new ContextRequest(uri, range, text, version)))
                .get()
                .get(0);
    }

    private ContextItem resolve(Path file) {
        return resolve(file.toUri().toString(), null, null, null);
    }

    private String refusal(String uri) {
        ChatException refused = assertThrows(ChatException.class, () -> resolve(uri, null, null, null));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
        assertNotNull(refused.hint());
        return refused.message();
    }

    private static Range range(int startLine, int startCharacter, int endLine, int endCharacter) {
        return new Range(new Position(startLine, startCharacter), new Position(endLine, endCharacter));
    }

    @Test
    void takesTheUnsavedTextOfAnOpenDocument() throws IOException {
        Path file = Files.writeString(workspace.resolve("A.java"), "old");
        documents.open(file.toUri().toString(), "java", 1, "one\r\ntwo\r\nthree");
        documents.change(
                file.toUri().toString(), 2, List.of(new OpenDocuments.Edit(range(1, 0, 1, 3), "\uD83D\uDE00")));

        ContextItem item = resolve(file);
        assertEquals("one\r\n\uD83D\uDE00\r\nthree", item.text());
        assertEquals(Origin.EDITOR, item.origin());
        assertEquals("java", item.languageId());
        assertEquals("A.java", item.name());
        assertNull(item.lines());
        assertNull(item.note());
        assertTrue(oddities.isEmpty(), oddities::toString);
    }

    @Test
    void fixesTheTextWhenTheQuestionIsAsked() {
        documents.open("untitled:Untitled-1", "python", 1, "before");
        Supplier<List<ContextItem>> asked =
                resolver.prepare(List.of(new ContextRequest("untitled:Untitled-1", null, null, null)));
        documents.change("untitled:Untitled-1", 2, List.of(new OpenDocuments.Edit(null, "after")));
        assertEquals("before", asked.get().get(0).text());
        assertEquals("after", resolve("untitled:Untitled-1", null, null, null).text());
    }

    @ParameterizedTest
    @CsvSource({"0,0,1,0, 1,1", "0,0,1,1, 1,2", "1,1,2,0, 2,2", "0,1,2,3, 1,3", "2,3,0,1, 1,3", "0,0,9,0, 1,4"})
    void countsTheLinesThatShow(int startLine, int startCharacter, int endLine, int endCharacter, int first, int last) {
        documents.open("untitled:x", "text", 1, "abcd\nefgh\nijkl\nmnop");
        ContextItem item = resolve("untitled:x", range(startLine, startCharacter, endLine, endCharacter), null, null);
        assertEquals(new LineRange(first, last), item.lines());
    }

    @Test
    void takesExactlyTheRange() {
        documents.open("untitled:x", "text", 1, "a\uD83D\uDE00b\r\ncd\r\nef");
        assertEquals(
                "\uD83D\uDE00b\r\nc",
                resolve("untitled:x", range(0, 1, 1, 1), null, null).text());
    }

    @Test
    void cutsARangeThatReachesOutsideAndSaysSo() {
        documents.open("untitled:x", "text", 1, "ab\ncd");
        ContextItem item = resolve("untitled:x", range(1, 1, 7, 3), null, null);
        assertEquals("d", item.text());
        assertEquals(new LineRange(2, 2), item.lines());
        assertTrue(String.valueOf(item.note()).contains("2 lines"));
    }

    @Test
    void refusesAnEmptyRange() {
        documents.open("untitled:x", "text", 1, "ab\ncd");
        assertThrows(ChatException.class, () -> resolve("untitled:x", range(1, 1, 1, 1), null, null));
    }

    @Test
    void saysWhenTheDocumentHasMovedOn() {
        documents.open("untitled:x", "text", 7, "new");
        String note = resolve("untitled:x", null, null, 5).note();
        assertTrue(String.valueOf(note).contains("version 5, now 7"), note);
        assertNull(resolve("untitled:x", null, null, 7).note());
    }

    @Test
    void prefersTheTextThatWasGiven() {
        documents.open("untitled:x", "go", 1, "synced");
        ContextItem item = resolve("untitled:x", range(4, 0, 6, 0), "given", 1);
        assertEquals("given", item.text());
        assertEquals(Origin.GIVEN, item.origin());
        assertEquals(new LineRange(5, 6), item.lines());
        assertEquals("go", item.languageId());
        ContextItem elsewhere = resolve("git:/repo/src/Main.kt?HEAD", null, "given", null);
        assertEquals("Main.kt", elsewhere.name());
        assertEquals("kotlin", elsewhere.languageId());
    }

    @Test
    void readsFilesOfTheWorkspaceWhateverTheirNames() throws IOException {
        Path file = workspace.resolve("src dir/\u00fcmlaut \u4e2d 100%.py");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "print('\u4e2d')");
        ContextItem item = resolve(file);
        assertEquals("print('\u4e2d')", item.text());
        assertEquals(Origin.DISK, item.origin());
        assertEquals("src dir/\u00fcmlaut \u4e2d 100%.py", item.name());
        assertEquals("python", item.languageId());
        String spelledOtherwise = file.toUri()
                .toString()
                .replace("%20", " ")
                .replace("\u00fc", "%C3%BC")
                .replace("file:///", "file://localhost/");
        assertEquals(item.text(), resolve(spelledOtherwise, null, null, null).text());
    }

    @Test
    void namesTheFolderWhenThereAreSeveral() throws IOException {
        Path inner = Files.createDirectories(workspace.resolve("inner"));
        folders.change(List.of(), List.of(WorkspaceFolder.named(inner.toUri().toString(), "Inner")));
        Files.writeString(inner.resolve("b.txt"), "b");
        Files.writeString(workspace.resolve("a.txt"), "a");
        assertEquals("Inner/b.txt", resolve(inner.resolve("b.txt")).name());
        assertEquals("my project/a.txt", resolve(workspace.resolve("a.txt")).name());
        folders.change(List.of(WorkspaceFolder.named(inner.toUri().toString(), "Inner")), List.of());
        assertEquals("inner/b.txt", resolve(inner.resolve("b.txt")).name());
    }

    @Test
    void readsNothingOutsideTheWorkspace() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret.txt"), "secret");
        assertTrue(refusal(secret.toUri().toString()).contains("outside the workspace"));
        String dots = workspace.toUri() + "../secret.txt";
        assertTrue(refusal(dots).contains("outside the workspace"));
        assertTrue(refusal(dots.replace("..", "%2e%2e")).contains("outside the workspace"));
        Path link = Files.createSymbolicLink(workspace.resolve("link.txt"), secret);
        assertTrue(refusal(link.toUri().toString()).contains("outside the workspace"));
    }

    @Test
    void followsALinkToTheWorkspaceItself() throws IOException {
        Path link = Files.createSymbolicLink(outside.resolve("link"), workspace);
        Files.writeString(workspace.resolve("a.txt"), "a");
        folders.replace(List.of(WorkspaceFolder.named(link.toUri().toString(), null)));
        assertEquals("a.txt", resolve(link.resolve("a.txt")).name());
        assertEquals("a", resolve(workspace.resolve("a.txt")).text());
    }

    @Test
    void refusesWhatIsNoTextFile() throws IOException {
        Path binary = Files.write(workspace.resolve("a.bin"), new byte[] {'a', 0, 'b'});
        assertEquals("a.bin is a binary file.", refusal(binary.toUri().toString()));
        Path large = Files.write(workspace.resolve("large.txt"), new byte[10 * 1024 * 1024 + 1]);
        assertEquals("large.txt is larger than 10 MB.", refusal(large.toUri().toString()));
        assertTrue(refusal(workspace.toUri().toString()).endsWith(" is not a file."));
        assertEquals(
                "none.txt cannot be found.",
                refusal(workspace.resolve("none.txt").toUri().toString()));
        assertTrue(refusal("untitled:Untitled-9").contains("is not open"));
        assertTrue(refusal("https://example.org/a.txt").contains("is not open"));
        assertTrue(refusal("file://server/share/a.txt").contains("not a file of this machine"));
        assertTrue(refusal("file:relative.txt").contains("not a file of this machine"));
        assertTrue(refusal("file:///a%00b").contains("not a file of this machine"));
    }

    @Test
    void decodesWhatEditorsWrite() throws IOException {
        Path file = workspace.resolve("a.txt");
        Files.write(file, "\uFEFFh\u00e9".getBytes(StandardCharsets.UTF_8));
        assertEquals("h\u00e9", resolve(file).text());
        Files.write(file, "\uFEFFh\u00e9\uD83D\uDE00".getBytes(StandardCharsets.UTF_16LE));
        assertEquals("h\u00e9\uD83D\uDE00", resolve(file).text());
        Files.write(file, "\uFEFFh\u00e9".getBytes(StandardCharsets.UTF_16BE));
        assertEquals("h\u00e9", resolve(file).text());
        Files.write(file, "h\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("h\uFFFD", resolve(file).text());
        assertTrue(String.valueOf(resolve(file).note()).contains("not UTF-8"));
    }

    @Test
    void knowsADocumentByAnySpellingOfItsUri() {
        documents.open("file:///c%3A/Users/a%20b/X.java", "java", 1, "text");
        assertEquals(
                "text", resolve("file:///C:/Users/a b/X.java", null, null, null).text());
    }

    @Test
    void reportsOddChangesAndGoesOn() {
        documents.change("untitled:none", 1, List.of());
        documents.open("untitled:x", "text", 3, "ab");
        documents.change("untitled:x", 3, List.of(new OpenDocuments.Edit(range(5, 0, 6, 0), "c")));
        documents.close("untitled:x");
        documents.close("untitled:x");
        assertEquals(4, oddities.size(), oddities::toString);
    }
}
