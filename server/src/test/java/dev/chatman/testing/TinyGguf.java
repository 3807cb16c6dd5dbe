package dev.chatman.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a wholly self-made model of about 40 KB that loads in a real engine: llama architecture, one layer, a
 * vocabulary of the 256 bytes, random weights from a fixed seed. It babbles printable ASCII, one token a character.
 *
 * <p>The first dimension of every embedding is a large constant, so that it comes through the layer unharmed and works
 * as a bias of the output: it decides which tokens are likely.
 */
public final class TinyGguf {
    private static final int CONTEXT_LENGTH = 8192;

    private static final int EMBEDDING = 16;
    private static final int FEED_FORWARD = 32;
    private static final int SPECIAL = 3;
    private static final int END_OF_TURN = 2;
    private static final int VOCABULARY = SPECIAL + 256;
    private static final int ALIGNMENT = 32;
    private static final String TEMPLATE = "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n'"
            + " + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{{ '<|im_start|>assistant\n' }}";

    private final Random random = new Random(17);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final String architecture;
    private final boolean silent;

    private TinyGguf(String architecture, boolean silent) {
        this.architecture = architecture;
        this.silent = silent;
    }

    /** A model that babbles until it is stopped. */
    public static Path write(Path file) throws IOException {
        return Files.write(file, new TinyGguf("llama", false).model());
    }

    /** A model whose every answer ends at once, without a character. */
    public static Path writeSilent(Path file) throws IOException {
        return Files.write(file, new TinyGguf("llama", true).model());
    }

    /** The same file under the name of another architecture. */
    public static Path write(Path file, String architecture) throws IOException {
        return Files.write(file, new TinyGguf(architecture, false).model());
    }

    private byte[] model() {
        Map<String, float[]> tensors = tensors();
        Map<String, Integer> rows = rows();
        raw(0x46554747);
        raw(3);
        raw((long) tensors.size());
        raw(18L);
        metadata();
        long offset = 0;
        for (Map.Entry<String, float[]> tensor : tensors.entrySet()) {
            int row = rows.getOrDefault(tensor.getKey(), EMBEDDING);
            int length = tensor.getValue().length;
            text(tensor.getKey());
            raw(length == row ? 1 : 2);
            raw((long) row);
            if (length != row) {
                raw((long) length / row);
            }
            raw(0);
            raw(offset);
            offset += padded(length * 4L);
        }
        pad();
        for (float[] tensor : tensors.values()) {
            ByteBuffer data = ByteBuffer.allocate(tensor.length * 4).order(ByteOrder.LITTLE_ENDIAN);
            data.asFloatBuffer().put(tensor);
            bytes.writeBytes(data.array());
            pad();
        }
        return bytes.toByteArray();
    }

    private void metadata() {
        entry("general.architecture", architecture);
        entry("general.name", "Tiny");
        number(architecture + ".context_length", CONTEXT_LENGTH);
        number(architecture + ".embedding_length", EMBEDDING);
        number(architecture + ".block_count", 1);
        number(architecture + ".feed_forward_length", FEED_FORWARD);
        number(architecture + ".attention.head_count", 2);
        number(architecture + ".rope.dimension_count", EMBEDDING / 2);
        key(architecture + ".attention.layer_norm_rms_epsilon", 6);
        raw(Float.floatToIntBits(1e-5f));
        entry("tokenizer.ggml.model", "llama");
        key("tokenizer.ggml.tokens", 9);
        raw(8);
        raw((long) VOCABULARY);
        vocabulary().forEach(this::text);
        key("tokenizer.ggml.scores", 9);
        raw(6);
        raw((long) VOCABULARY);
        for (int i = 0; i < VOCABULARY; i++) {
            raw(0);
        }
        key("tokenizer.ggml.token_type", 9);
        raw(5);
        raw((long) VOCABULARY);
        for (int i = 0; i < VOCABULARY; i++) {
            raw(i == 0 ? 2 : i < SPECIAL ? 3 : 6);
        }
        number("tokenizer.ggml.unknown_token_id", 0);
        number("tokenizer.ggml.bos_token_id", 1);
        number("tokenizer.ggml.eos_token_id", END_OF_TURN);
        key("tokenizer.ggml.add_space_prefix", 7);
        bytes.write(0);
        entry("tokenizer.chat_template", TEMPLATE);
    }

    private static List<String> vocabulary() {
        List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        for (int i = 0; i < 256; i++) {
            tokens.add("<0x%02X>".formatted(i));
        }
        return tokens;
    }

    private Map<String, float[]> tensors() {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        tensors.put("token_embd.weight", biased(4f));
        tensors.put("blk.0.attn_norm.weight", ones());
        for (String name : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            tensors.put("blk.0." + name + ".weight", noise(EMBEDDING * EMBEDDING));
        }
        tensors.put("blk.0.ffn_norm.weight", ones());
        for (String name : List.of("ffn_gate", "ffn_up", "ffn_down")) {
            tensors.put("blk.0." + name + ".weight", noise(EMBEDDING * FEED_FORWARD));
        }
        tensors.put("output_norm.weight", ones());
        tensors.put("output.weight", output());
        return tensors;
    }

    /** How long the rows of a matrix are where they are not as long as an embedding. */
    private static Map<String, Integer> rows() {
        return Map.of("blk.0.ffn_down.weight", FEED_FORWARD);
    }

    private float[] output() {
        float[] weights = biased(-4f);
        for (int token = 0; token < VOCABULARY; token++) {
            boolean printable = token >= SPECIAL + ' ' && token <= SPECIAL + '~';
            if (silent ? token == END_OF_TURN : printable) {
                weights[token * EMBEDDING] = 4f;
            }
        }
        return weights;
    }

    private float[] biased(float first) {
        float[] weights = noise(VOCABULARY * EMBEDDING);
        for (int token = 0; token < VOCABULARY; token++) {
            weights[token * EMBEDDING] = first;
        }
        return weights;
    }

    private float[] noise(int length) {
        float[] weights = new float[length];
        for (int i = 0; i < length; i++) {
            weights[i] = (float) random.nextGaussian() * 0.3f;
        }
        return weights;
    }

    private static float[] ones() {
        float[] weights = new float[EMBEDDING];
        Arrays.fill(weights, 1f);
        return weights;
    }

    private void entry(String key, String value) {
        key(key, 8);
        text(value);
    }

    private void number(String key, int value) {
        key(key, 4);
        raw(value);
    }

    private void key(String key, int type) {
        text(key);
        raw(type);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw((long) utf8.length);
        bytes.writeBytes(utf8);
    }

    private void raw(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private void raw(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }

    private void pad() {
        bytes.writeBytes(new byte[(int) (padded(bytes.size()) - bytes.size())]);
    }

    private static long padded(long size) {
        return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
