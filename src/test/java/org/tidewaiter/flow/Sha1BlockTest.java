package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha1BlockTest {
  @Test
  void equalsThePlatformsDigestForEveryLength() throws NoSuchAlgorithmException {
    MessageDigest platform = MessageDigest.getInstance("SHA-1");
    Random random = new Random(5);
    Sha1Block sha1 = new Sha1Block();
    for (int round = 0; round < 40; round++) {
      for (int length = 0; length <= Sha1Block.MAX_MESSAGE; length++) {
        byte[] message = new byte[length];
        random.nextBytes(message);
        ByteBuffer block = ByteBuffer.allocate(64);
        random.nextBytes(block.array());
        block.put(0, message).asIntBuffer().get(sha1.message(), 0, 16);
        ByteBuffer digest = ByteBuffer.allocate(20);
        digest.asIntBuffer().put(sha1.digest(length));
        assertArrayEquals(platform.digest(message), digest.array(), () -> Arrays.toString(message));
      }
    }
  }
}
