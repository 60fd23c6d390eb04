package org.tidewaiter.report.page;

import java.time.LocalDate;

/** Numbers, sizes and our own terms as a person reads them. */
public final class Words {
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Words() {}

  /** 1234567 as 1,234,567. */
  public static String count(long n) {
    String digits = Long.toString(n);
    int start = n < 0 ? 1 : 0;
    if (digits.length() - start <= 3) {
      return digits;
    }
    StringBuilder out = new StringBuilder(digits.length() + 6);
    for (int i = 0; i < digits.length(); i++) {
      if (i > start && (digits.length() - i) % 3 == 0) {
        out.append(',');
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
  }

  /** A count with its noun: 1 flow, 2 flows. */
  public static String count(long n, String noun) {
    if (n == 1) {
      return "1 " + noun;
    }
    boolean changes = noun.endsWith("y") && !noun.endsWith("ey");
    return count(n) + " " + (changes ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }

  /** Bytes in decimal units with three significant digits: 1.23 MB. */
  static String bytes(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    int unit = 0;
    double value = bytes;
    while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return threeDigits(value) + " " + BYTE_UNITS[unit];
  }

  /** A span of time with its two largest units: 2 h 5 min, 3.25 s, 12 ms. */
  static String duration(long millis) {
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return threeDigits(millis / 1000.0) + " s";
    }
    long seconds = millis / 1000;
    if (seconds < 3600) {
      return pair(seconds / 60, "min", seconds % 60, "s");
    }
    long minutes = seconds / 60;
    if (minutes < 48 * 60) {
      return pair(minutes / 60, "h", minutes % 60, "min");
    }
    long hours = minutes / 60;
    return pair(hours / 24, "d", hours % 24, "h");
  }

  /** Milliseconds since 1970 as 2026-01-31 23:59:59 in UTC. */
  static String instant(long millis) {
    long second = Math.floorDiv(millis, 1000L);
    long day = Math.floorDiv(second, 86_400L);
    int ofDay = (int) (second - day * 86_400L);
    String text =
        LocalDate.ofEpochDay(day)
            + " "
            + twoDigits(ofDay / 3600)
            + ":"
            + twoDigits(ofDay / 60 % 60)
            + ":"
            + twoDigits(ofDay % 60);
    return text.substring(0, Math.min(19, text.length()));
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    String first = count(large) + " " + largeUnit;
    return small == 0 ? first : first + " " + small + " " + smallUnit;
  }

  private static String threeDigits(double value) {
    long scale = value < 9.995 ? 100 : value < 99.95 ? 10 : 1;
    long scaled = Math.round(value * scale);
    long whole = scaled / scale;
    long rest = scaled % scale;
    if (rest == 0) {
      return Long.toString(whole);
    }
    String digits = Long.toString(scale + rest).substring(1);
    return whole + "." + (digits.endsWith("0") ? digits.substring(0, digits.length() - 1) : digits);
  }

  /** The last part of a path of any system. */
  static String fileName(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return path.substring(slash + 1);
  }

  /** What to call a service: its name, else what its content turned out to be, else nothing. */
  static String service(String service, String payloadProtocol) {
    return service.isEmpty() && !payloadProtocol.isEmpty()
        ? payloadProtocol + " (by content)"
        : service;
  }

  /** How far the direction of a flow can be trusted, by its basis; empty where unknown. */
  static String confidence(String directionBasis, String outcome) {
    return switch (directionBasis) {
      case "syn", "payload", "announced" -> "high";
      case "syn-ack" -> "established".equals(outcome) ? "high" : "medium";
      case "service-port", "port-rank" -> "medium";
      case "lower-port", "first-packet" -> "low";
      default -> "";
    };
  }

  /** What a direction basis means, as a clause. */
  static String basis(String directionBasis) {
    return switch (directionBasis) {
      case "syn" -> "the client's opening packet (SYN) was seen";
      case "syn-ack" -> "the server's acceptance (SYN-ACK) was seen, the client's SYN was not";
      case "payload" -> "the content itself says who asked and who answered";
      case "announced" -> "an earlier message named this server and port";
      case "service-port" -> "the start was not seen; only one of the two ports is a known service";
      case "port-rank" -> "the start was not seen; guessed from the kind of port";
      case "lower-port" -> "the start was not seen; guessed, the lower port is taken as the server";
      case "first-packet" -> "both ports are equal; who spoke first is taken as the client";
      default -> "";
    };
  }
}
