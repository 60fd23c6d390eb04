package org.tidewaiter.captures.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tidewaiter.captures.frame.Bytes;

class QuicTest {
  /** RFC 9001 appendix A.1. */
  @Test
  void keysOfTheSpecification() throws Exception {
    assertEquals("1f369613dd76d5467730efcbe3b1a22d", key("client in", "quic key", 16));
    assertEquals("fa044b2f42a3fd3b46fb255c", key("client in", "quic iv", 12));
    assertEquals("9f50449e04a0e810283a1e9933adedd2", key("client in", "quic hp", 16));
  }

  private static String key(String side, String label, int length) throws Exception {
    byte[] connection = Bytes.ofHex("8394c8f03e515708");
    return HexFormat.of().formatHex(Quic.derive(side, connection, label, length));
  }
}
