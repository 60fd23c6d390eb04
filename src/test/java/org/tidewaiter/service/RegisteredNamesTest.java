package org.tidewaiter.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisteredNamesTest {
  private final RegisteredNames shipped = RegisteredNames.shipped();

  @ParameterizedTest
  @CsvSource({
    "6, 80, http",
    "17, 80, http",
    "132, 80, http",
    "6, 443, https",
    "6, 1688, nsjtp-data",
    "17, 1688, nsjtp-data",
    "6, 465, submissions",
    "17, 465, igmpv3lite",
    "6, 512, exec",
    "17, 512, comsat",
    "6, 631, ipp",
    "6, 3478, stun",
    "6, 6000, x11",
    "17, 6063, x11",
    "6, 6667, ircu",
    "6, 6669, ircu",
    "33, 5004, avt-profile-1",
    "136, 53, domain"
  })
  void primaryNames(int ipProtocol, int port, String name) {
    assertEquals(name, shipped.name(ipProtocol, port));
  }

  @Test
  void whatHasNoName() {
    assertEquals("", shipped.name(6, 0));
    assertEquals("", shipped.name(6, 4));
    assertEquals("", shipped.name(6, 65_535));
    assertEquals("", shipped.name(132, 1688));
    assertEquals("", shipped.name(47, 80));
  }

  @Test
  void everyShippedLineIsReadable() {
    assertEquals(0, shipped.unreadable());
    int names = 0;
    for (int port = 0; port < 65_536; port++) {
      names += shipped.name(6, port).isEmpty() ? 0 : 1;
    }
    assertEquals(5958, names);
    assertTrue(shipped.origin().startsWith("IANA Service Name and Transport Protocol"));
  }

  @Test
  void theFirstNameOfAPortStands() {
    RegisteredNames names =
        RegisteredNames.of(
            "# from a test\r\nport,port_end,transport,name\r\n80,,tcp,http\r\n80,,tcp,www\r\n90,92,udp,r\r\n"
                .getBytes(UTF_8));
    assertEquals("http", names.name(6, 80));
    assertEquals("r", names.name(17, 92));
    assertEquals("", names.name(17, 93));
    assertEquals("from a test", names.origin());
    assertEquals(List.of("90-92/udp"), names.ports("R"));
    assertEquals(0, names.unreadable());
  }

  @Test
  void linesThatCannotBeReadAreCountedAndNothingThrows() {
    assertEquals(1, RegisteredNames.of("65536,,tcp,x\n".getBytes(UTF_8)).unreadable());
    assertEquals(1, RegisteredNames.of("9,8,tcp,x\n".getBytes(UTF_8)).unreadable());
    assertEquals(1, RegisteredNames.of("9,,xtp,x\n".getBytes(UTF_8)).unreadable());
    assertEquals(1, RegisteredNames.of("9999999999,,tcp,x\n".getBytes(UTF_8)).unreadable());
    Random random = new Random(20260706);
    byte[] likely = "0123456789,tusd-\n\r#x".getBytes(UTF_8);
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            random.nextInt(8) == 0
                ? (byte) random.nextInt(256)
                : likely[random.nextInt(likely.length)];
      }
      RegisteredNames.of(bytes).name(6, 1);
    }
  }
}
