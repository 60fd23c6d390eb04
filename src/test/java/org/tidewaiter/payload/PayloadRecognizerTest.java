package org.tidewaiter.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PayloadRecognizerTest {
  private static final int TCP = PayloadSample.TCP;
  private static final int UDP = PayloadSample.UDP;

  static List<PayloadSample> samples() {
    return PayloadSamples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void namesProtocolAndRole(PayloadSample sample) {
    int length = sample.bytes().length;
    int result = sample.recognize(length, length);
    assertEquals(sample.protocol(), PayloadRecognizer.protocol(result));
    assertEquals(sample.role(), PayloadRecognizer.role(result));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void readsWithinThePayloadWhereverItLies(PayloadSample sample) {
    int length = sample.bytes().length;
    ByteBuffer direct = ByteBuffer.allocateDirect(7 + length);
    direct.put(7, sample.bytes());
    int result = PayloadRecognizer.recognize(direct, 7, length, length, sample.transport());
    assertEquals(sample.protocol(), PayloadRecognizer.protocol(result));
  }

  /** Cut by the snaplen or by segmentation, a payload is recognised as itself or not at all. */
  @ParameterizedTest
  @MethodSource("samples")
  void everyShorterLengthIsItselfOrNothing(PayloadSample sample) {
    Set<PayloadProtocol> allowed = EnumSet.of(PayloadProtocol.NONE, sample.protocol());
    if (sample.protocol() == PayloadProtocol.WINRM) {
      allowed.add(PayloadProtocol.HTTP);
    }
    int wireLength = sample.bytes().length;
    for (int length = 0; length < wireLength; length++) {
      byte[] cut = new byte[length];
      System.arraycopy(sample.bytes(), 0, cut, 0, length);
      PayloadSample shorter =
          new PayloadSample(sample.protocol(), sample.transport(), sample.role(), cut);
      int captured = shorter.recognize(length, wireLength);
      int segment = shorter.recognize(length, length);
      assertTrue(
          allowed.contains(PayloadRecognizer.protocol(captured)),
          () -> cut.length + " captured: " + PayloadRecognizer.protocol(captured));
      assertTrue(
          allowed.contains(PayloadRecognizer.protocol(segment)),
          () -> cut.length + " sent: " + PayloadRecognizer.protocol(segment));
    }
  }

  @Test
  void everyProtocolHasASample() {
    Set<PayloadProtocol> missing = EnumSet.complementOf(EnumSet.of(PayloadProtocol.NONE));
    samples().forEach(sample -> missing.remove(sample.protocol()));
    assertTrue(missing.isEmpty(), missing::toString);
  }

  @Test
  void otherTransportsAreNotRecognised() {
    for (PayloadSample sample : samples()) {
      ByteBuffer bytes = Literal.buffer(sample.bytes(), 0);
      int length = sample.bytes().length;
      assertEquals(0, PayloadRecognizer.recognize(bytes, 0, length, length, 47));
    }
  }

  @Test
  void zerosAreNothing() {
    ByteBuffer zeros = ByteBuffer.allocate(1500);
    for (int length = 0; length <= 1500; length++) {
      assertEquals(0, PayloadRecognizer.recognize(zeros, 0, length, length, TCP));
      assertEquals(0, PayloadRecognizer.recognize(zeros, 0, length, length, UDP));
    }
  }

  /** The id of a DNS message is any number, also one that other protocols begin with. */
  @Test
  void dnsIsToldWhateverItsId() {
    byte[] query =
        Literal.bytes("0000 0100 0001 0000 0000 0000 03'www'07'example'03'org'00 0001 0001");
    byte[] answer =
        Literal.bytes(
            "0000 8180 0001 0001 0000 0000 03'www'07'example'03'org'00 0001 0001"
                + "c00c 0001 0001 0000003c 0004 c0000201");
    for (byte[] message : List.of(query, answer)) {
      ByteBuffer bytes = Literal.buffer(message, 0);
      for (int id = 0; id < 0x10000; id++) {
        bytes.putShort(0, (short) id);
        int result = PayloadRecognizer.recognize(bytes, 0, message.length, message.length, UDP);
        assertEquals(PayloadProtocol.DNS, PayloadRecognizer.protocol(result), "id " + id);
      }
    }
  }

  /** One label in ten thousand random payloads would already mislead: measured are far fewer. */
  @Test
  void randomBytesAreNearlyNeverNamed() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    ByteBuffer bytes = ByteBuffer.allocate(2048);
    int payloads = 1_000_000;
    int named = 0;
    for (int i = 0; i < payloads; i++) {
      int length = i % 8 == 0 ? 200 + random.nextInt(1200) : 1 + random.nextInt(200);
      for (int index = 0; index < length; index += 8) {
        bytes.putLong(index, random.nextLong());
      }
      int result = PayloadRecognizer.recognize(bytes, 0, length, length, (i & 1) == 0 ? TCP : UDP);
      named += PayloadRecognizer.isNamed(result) ? 1 : 0;
    }
    assertTrue(named < payloads / 20_000, named + " of " + payloads);
  }

  /** Random bytes behind each possible pair of first bytes: no dispatch target is lax. */
  @Test
  void randomBytesBehindAnyFirstBytesAreNearlyNeverNamed() {
    SplittableRandom random = new SplittableRandom(7);
    ByteBuffer bytes = ByteBuffer.allocate(256);
    int named = 0;
    int payloads = 0;
    for (int first = 0; first < 0x10000; first++) {
      for (int transport = TCP; transport <= UDP; transport += UDP - TCP) {
        for (int index = 0; index < 256; index += 8) {
          bytes.putLong(index, random.nextLong());
        }
        bytes.putShort(0, (short) first);
        int length = 4 + random.nextInt(200);
        int result = PayloadRecognizer.recognize(bytes, 0, length, length, transport);
        named += PayloadRecognizer.isNamed(result) ? 1 : 0;
        payloads++;
      }
    }
    assertTrue(named < payloads / 10_000, named + " of " + payloads);
  }

  /** Whatever a hostile sender changes, nothing is thrown and results stay within 16 bits. */
  @Test
  void damagedSamplesNeverThrow() {
    SplittableRandom random = new SplittableRandom(42);
    for (PayloadSample sample : samples()) {
      for (int round = 0; round < 2000; round++) {
        byte[] bytes = sample.bytes().clone();
        int changes = 1 + random.nextInt(4);
        for (int change = 0; change < changes; change++) {
          bytes[random.nextInt(Math.min(bytes.length, 96))] = (byte) random.nextInt(256);
        }
        int captured = random.nextInt(bytes.length + 1);
        int wireLength = captured + random.nextInt(3) * random.nextInt(2000);
        ByteBuffer exact = ByteBuffer.allocate(captured);
        exact.put(0, bytes, 0, captured);
        int result =
            PayloadRecognizer.recognize(exact, 0, captured, wireLength, sample.transport());
        assertEquals(0, result & ~0xffff);
      }
    }
  }

  @Test
  void recognisingDoesNotAllocate() {
    List<PayloadSample> samples = samples();
    ByteBuffer[] buffers = new ByteBuffer[samples.size()];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = Literal.buffer(samples.get(i).bytes(), 0);
    }
    recognizeAll(samples, buffers, 50);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    int rounds = 2000;
    recognizeAll(samples, buffers, rounds);
    long perPayload =
        (threads.getThreadAllocatedBytes(thread) - before) / ((long) rounds * buffers.length);
    assertEquals(0, perPayload);
  }

  private static void recognizeAll(List<PayloadSample> samples, ByteBuffer[] buffers, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < buffers.length; i++) {
        PayloadSample sample = samples.get(i);
        int length = sample.bytes().length;
        PayloadRecognizer.recognize(buffers[i], 0, length, length, sample.transport());
      }
    }
  }
}
