package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import org.tidewaiter.payload.PayloadProtocol;

/**
 * Reads an FTP control connection: announced data endpoints (RFC 959 sections 4.1.2 and 4.2, RFC
 * 2428 sections 2 and 3), logins, the greeting.
 */
final class FtpReader {
  private static final String GREETING = "220";
  private static final String PASSIVE = "227 ";
  private static final String EXTENDED_PASSIVE = "229 ";

  private FtpReader() {}

  /** Whether the first letter is one of USER, PASS, PORT, EPRT, 220, 227, 229. */
  static boolean wants(ByteBuffer bytes, int offset, int captured) {
    if (captured < 4) {
      return false;
    }
    return switch (bytes.get(offset)) {
      case 'U', 'u', 'P', 'p', 'E', 'e', '2' -> true;
      default -> false;
    };
  }

  static boolean read(Cursor payload, Envelope envelope, List<Observation> found) {
    TextLines lines = new TextLines(payload);
    boolean complete = true;
    boolean first = true;
    while (lines.next()) {
      String line = lines.text();
      String command = line.length() < 4 ? "" : line.substring(0, 4).toUpperCase(Locale.ROOT);
      Observation observation = null;
      boolean announces = true;
      if (line.length() > 5 && command.equals("PORT")) {
        observation = commas(envelope, FtpEndpoint.Kind.PORT, line, 5);
      } else if (line.length() > 5 && command.equals("EPRT")) {
        observation = extendedPort(envelope, line.substring(5).trim());
      } else if (line.startsWith(PASSIVE)) {
        observation = commas(envelope, FtpEndpoint.Kind.PASSIVE, line, PASSIVE.length());
      } else if (line.startsWith(EXTENDED_PASSIVE)) {
        observation = extendedPassive(envelope, line);
      } else {
        announces = false;
        observation = other(envelope, line, command, lines, first);
      }
      if (observation != null) {
        found.add(observation);
      }
      complete &= !announces || lines.isWhole();
      first = false;
    }
    return complete;
  }

  private static Observation other(
      Envelope envelope, String line, String command, TextLines lines, boolean first) {
    if (line.length() > 5 && (command.equals("USER") || command.equals("PASS"))) {
      return new FtpLogin(envelope, command.equals("PASS"));
    }
    return first && line.startsWith(GREETING)
        ? new Banner(envelope, PayloadProtocol.FTP, lines.escaped(0))
        : null;
  }

  /** Six numbers with commas: four of the address, two of the port. */
  private static FtpEndpoint commas(
      Envelope envelope, FtpEndpoint.Kind kind, String line, int from) {
    long value = 0;
    int numbers = 0;
    int index = from;
    while (index < line.length() && numbers < 6) {
      int number = 0;
      int digits = index;
      while (index < line.length() && isDigit(line.charAt(index)) && number <= 255) {
        number = number * 10 + line.charAt(index) - '0';
        index++;
      }
      boolean valid = index > digits && number <= 255;
      boolean last = numbers == 5;
      if (valid && (last || index < line.length() && line.charAt(index) == ',')) {
        value = value << 8 | number;
        numbers++;
      } else {
        value = 0;
        numbers = 0;
      }
      index++;
    }
    int port = (int) value & 0xffff;
    if (numbers < 6 || port == 0) {
      return null;
    }
    return new FtpEndpoint(envelope, kind, 0, AddressText.IPV4_MAPPED | value >>> 16, port);
  }

  /** {@code |1|132.235.1.2|6275|} with any delimiter; 1 is IPv4, 2 is IPv6. */
  private static FtpEndpoint extendedPort(Envelope envelope, String argument) {
    if (argument.length() < 5) {
      return null;
    }
    char delimiter = argument.charAt(0);
    int address = argument.indexOf(delimiter, 1) + 1;
    int port = address == 0 ? 0 : argument.indexOf(delimiter, address) + 1;
    int end = port == 0 ? -1 : argument.indexOf(delimiter, port);
    if (end < 0) {
      return null;
    }
    long[] halves = AddressText.parse(argument.substring(address, port - 1));
    int number = port(argument, port, end);
    return halves == null || number == 0
        ? null
        : new FtpEndpoint(envelope, FtpEndpoint.Kind.EPRT, halves[0], halves[1], number);
  }

  /** {@code (|||6446|)} with any delimiter; the address is the sender's. */
  private static FtpEndpoint extendedPassive(Envelope envelope, String line) {
    int open = line.indexOf('(');
    if (open < 0 || open + 5 >= line.length()) {
      return null;
    }
    char delimiter = line.charAt(open + 1);
    int end = line.indexOf(delimiter, open + 4);
    boolean delimited = line.charAt(open + 2) == delimiter && line.charAt(open + 3) == delimiter;
    int number = end < 0 || !delimited ? 0 : port(line, open + 4, end);
    return number == 0
        ? null
        : new FtpEndpoint(
            envelope,
            FtpEndpoint.Kind.EXTENDED_PASSIVE,
            envelope.senderHigh(),
            envelope.senderLow(),
            number);
  }

  /** The port in a range of a text, or 0 if there is none. */
  private static int port(String text, int from, int end) {
    int number = 0;
    for (int index = from; index < end; index++) {
      if (!isDigit(text.charAt(index)) || number > 65_535) {
        return 0;
      }
      number = number * 10 + text.charAt(index) - '0';
    }
    return number <= 65_535 ? number : 0;
  }

  private static boolean isDigit(char letter) {
    return letter >= '0' && letter <= '9';
  }
}
