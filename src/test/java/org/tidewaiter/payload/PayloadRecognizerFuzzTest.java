package org.tidewaiter.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.tidewaiter.payload.HostilePayload.OFFSET;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a payload: a result that is one, and that rests on the payload alone. */
class PayloadRecognizerFuzzTest {
  private static final int TCP = 6;
  private static final int UDP = 17;

  @MethodSource("org.tidewaiter.FuzzSeeds#payloads")
  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] data) {
    if (data.length < 1) {
      return;
    }
    int captured = HostilePayload.captured(data);
    int first = recognize(data, captured, captured, TCP);
    int second = recognize(data, captured, captured, UDP);
    recognize(data, captured, captured + (data[0] & 0xff), (data[0] & 1) != 0 ? TCP : UDP);
    recognize(data, captured / 2, captured, (data[0] & 1) != 0 ? TCP : UDP);
    assertNotNull(PayloadRecognizer.protocol(PayloadRecognizer.refine(first, second)));
    assertNotNull(PayloadRecognizer.protocol(PayloadRecognizer.combine(first, second)));
  }

  private static int recognize(byte[] data, int captured, int wireLength, int ipProtocol) {
    int among =
        PayloadRecognizer.recognize(
            HostilePayload.amongZeros(data), OFFSET, captured, wireLength, ipProtocol);
    if (captured == HostilePayload.captured(data)) {
      int others =
          PayloadRecognizer.recognize(
              HostilePayload.amongOnes(data), OFFSET, captured, wireLength, ipProtocol);
      assertEquals(among, others, "reads around the payload");
    }
    assertNotNull(PayloadRecognizer.protocol(among));
    assertTrue(PayloadRecognizer.role(among) <= PayloadRecognizer.SERVER_SPOKE);
    return among;
  }
}
