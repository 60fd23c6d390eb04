package org.tidewaiter.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tidewaiter.decode.HeaderColumns;

/**
 * Values of the specification's published baseline (corelight/community-id-spec, seeds 0 and 1),
 * and one with a seed of two bytes, calculated by another program.
 */
class CommunityIdTest {
  @ParameterizedTest
  @CsvSource({
    "0, 6, 128.232.110.120, 66.35.250.204, 34855, 80, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "0, 6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:LQU9qZlK+B5F3KDmev6m5PMibrg=",
    "1, 6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:3V71V58M3Ksw/yuFALMcW0LAHvc=",
    "4660, 6, 66.35.250.204, 128.232.110.120, 80, 34855, 1:5ZsI7buDThIsJ04DHFbAnvX/CH4=",
    "0, 17, 192.168.1.52, 8.8.8.8, 54585, 53, 1:d/FP5EW3wiY1vCndhwleRRKHowQ=",
    "0, 132, 192.168.170.8, 192.168.170.56, 7, 7, 1:MP2EtRCAUIZvTw6MxJHLV7N7JDs=",
    "0, 46, 10.1.12.1, 10.1.12.2, -1, -1, 1:KHlLkgoJW7ifUTyTSgyVfkFHzKw=",
    "1, 46, 10.1.12.2, 10.1.12.1, -1, -1, 1:rYir8gphR31noO9iDRQmF/BteEI=",
    "0, 1, 192.168.0.89, 192.168.0.1, 8, 0, 1:X0snYXpgwiv9TZtqg64sgzUn6Dk=",
    "0, 6, 2001:470:e5bf:dead:4957:2174:e82c:4887, 2607:f8b0:400c:c03::1a, 63943, 25,"
        + " 1:/qFaeAR+gFe1KYjMzVDsMv+wgU4="
  })
  void idsAreThePublishedOnes(
      int seed, int protocol, String from, String to, int fromPort, int toPort, String expected)
      throws Exception {
    long[] one = address(from);
    long[] two = address(to);
    int high = Long.compareUnsigned(one[0], two[0]);
    int low = Long.compareUnsigned(one[1], two[1]);
    boolean swap = high != 0 ? high > 0 : low != 0 ? low > 0 : fromPort > toPort;
    long[] a = swap ? two : one;
    long[] b = swap ? one : two;
    long[] words = FlowRow.newChunk();
    int at = FlowRow.at(0);
    words[at + FlowRow.A_HIGH] = a[0];
    words[at + FlowRow.A_LOW] = a[1];
    words[at + FlowRow.B_HIGH] = b[0];
    words[at + FlowRow.B_LOW] = b[1];
    long flags =
        (fromPort >= 0 ? HeaderColumns.KEY_HAS_PORTS : 0)
            | (from.contains(":") ? HeaderColumns.KEY_IPV6 : 0);
    int portA = swap ? toPort : fromPort;
    int portB = swap ? fromPort : toPort;
    long ports = fromPort < 0 ? 0 : (long) portA << 48 | (long) portB << 32;
    words[at + FlowRow.KEY] = ports | (long) protocol << HeaderColumns.KEY_PROTOCOL | flags;
    byte[] text = new byte[CommunityId.LENGTH];
    assertEquals(CommunityId.LENGTH, new CommunityId(seed).write(words, at, text, 0));
    assertEquals(expected, new String(text, StandardCharsets.US_ASCII));
  }

  private static long[] address(String text) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
    return bytes.remaining() == 4
        ? new long[] {0, 0xFFFF_0000_0000L | bytes.getInt() & 0xFFFF_FFFFL}
        : new long[] {bytes.getLong(), bytes.getLong()};
  }
}
