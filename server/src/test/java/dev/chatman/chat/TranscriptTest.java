package dev.chatman.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TranscriptTest {

    private final Transcript transcript = new Transcript();

    @Test
    void joinsASurrogatePairThatWasSplitOverDeltas() {
        transcript.append("a\uD83D");
        assertEquals("a", transcript.toString(), "half a character is not shown");
        transcript.append("\uDE00b");
        assertEquals("a😀b", transcript.toString());
    }

    @Test
    void replacesLoneSurrogates() {
        transcript.append("\uDE00x\uD83Dy\uD83D");
        transcript.close();
        assertEquals("\uFFFDx\uFFFDy\uFFFD", transcript.toString());
    }

    @Test
    void neverCutsAPairWhenALimitFallsIntoIt() {
        transcript.append("ab😀cd");
        assertEquals("ab", transcript.from(0, 3));
        assertEquals("😀", transcript.from(2, 2));
        assertEquals("cd", transcript.from(4, 99));
    }

    @Test
    void digestsTheUtf8Bytes() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Transcript.digestOf("abc"));
        assertEquals("f0443a342c5ef54783a111b51ba56c938e474c32324d90c3a60c9c8e3a37e2d9", Transcript.digestOf("😀"));
    }
}
