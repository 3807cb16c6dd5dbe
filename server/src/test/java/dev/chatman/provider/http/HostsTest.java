package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434/v1, true, true",
        "http://127.0.0.1:8080, true, true",
        "http://127.8.9.10, true, true",
        "http://[::1]:8080, true, true",
        "http://127.example.com, false, false",
        "http://localhost.example.com, false, false",
        "http://gpu:8000/v1, false, true",
        "http://192.168.1.7:8000, false, true",
        "http://10.0.0.5, false, true",
        "http://172.16.0.1, false, true",
        "http://172.32.0.1, false, false",
        "http://studio.local:1234, false, true",
        "https://api.example.com/v1, false, false",
        "https://[2001:db8::1]/v1, false, false",
    })
    void tellsThisMachineFromItsNeighboursAndTheRest(URI uri, boolean loopback, boolean nearby) {
        assertEquals(loopback, Hosts.isLoopback(uri), "loopback");
        assertEquals(nearby, Hosts.isNearby(uri), "nearby");
    }
}
