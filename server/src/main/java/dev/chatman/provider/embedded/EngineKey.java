package dev.chatman.provider.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes the key that only this process and its child know. */
final class EngineKey {
    private static final int BYTES = 24;

    private EngineKey() {}

    static String random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
