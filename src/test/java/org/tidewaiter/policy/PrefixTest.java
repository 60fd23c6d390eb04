package org.tidewaiter.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.256",
        "01.2.3.4",
        "1.2.3.-4",
        "1.2.3.4/",
        "1.2.3.4/33",
        "1.2.3.4/-1",
        "1.2.3.4/08",
        ":",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "g::",
        "1:2:3:4:5:6:7:",
        ":1:2:3:4:5:6:7",
        "::1.2.3",
        "1.2.3.4::",
        "::/129",
        "fe80::1%eth0",
        "1::2:3:4:5:6:7:8",
        "localhost"
      })
  void whatIsNoAddress(String text) {
    assertNull(Prefix.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "1.2.3.4, 1.2.3.4",
    "0.0.0.0/0, 0.0.0.0/0",
    "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32",
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "fe80:0:0:1::2, fe80:0:0:1::2",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "::ffff:1.2.3.4, 1.2.3.4",
    "64:ff9b::1.2.3.4, 64:ff9b::102:304"
  })
  void textOfAddresses(String written, String canonical) {
    assertEquals(canonical, Prefix.parse(written).toString());
  }

  @Test
  void anyAddressReadsAsTheJdkReadsItAndComesBackFromItsText() throws UnknownHostException {
    Random random = new Random(20260706);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(bytes);
      for (int i = 0; i + 1 < bytes.length && bytes.length == 16; i += 2) {
        if (random.nextInt(3) == 0) {
          bytes[i] = 0;
          bytes[i + 1] = 0;
        }
      }
      String text = InetAddress.getByAddress(bytes).getHostAddress();
      long[] parsed = AddressText.parse(text);
      byte[] back = ByteBuffer.allocate(16).putLong(parsed[0]).putLong(parsed[1]).array();
      byte[] expected = bytes.length == 16 ? bytes : mapped(bytes);
      assertArrayEquals(expected, back, text);
      assertArrayEquals(parsed, AddressText.parse(AddressText.format(parsed[0], parsed[1])), text);
    }
  }

  private static byte[] mapped(byte[] ipv4) {
    return ByteBuffer.allocate(16).position(10).putShort((short) -1).put(ipv4).array();
  }

  @Test
  void hostBits() {
    assertTrue(Prefix.parse("10.0.0.1/8").hasHostBits());
    assertFalse(Prefix.parse("10.0.0.0/8").hasHostBits());
    assertTrue(Prefix.parse("2001:db8::1/64").hasHostBits());
    assertFalse(Prefix.parse("2001:db8:0:1::/64").hasHostBits());
    assertEquals("2001:db8::/33", Prefix.parse("2001:db8:1::/33").withoutHostBits().toString());
    assertFalse(Prefix.parse("::/0").hasHostBits());
    assertFalse(Prefix.parse("::1/128").hasHostBits());
  }

  @Test
  void ipv6NetworksHoldNoIpv4Addresses() {
    assertTrue(Prefix.parse("::/0").contains(0x2001_0db8_0000_0000L, 1));
    assertFalse(Prefix.parse("::/0").contains(0, Prefix.IPV4_LOW | 1));
    assertTrue(Prefix.parse("0.0.0.0/0").contains(0, Prefix.IPV4_LOW | 1));
    assertFalse(Prefix.parse("0.0.0.0/0").contains(0, 1));
  }
}
