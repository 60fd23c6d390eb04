package org.tidewaiter.service;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The names that IANA registered for ports: one blob of bytes and the place of each port's name in
 * it, so that reading twelve thousand names takes a few milliseconds and no Strings.
 *
 * <p>The blob is a CSV file with the columns {@code port,port_end,transport,name}: comments first,
 * no quotes, no spaces, the primary name of a port before its aliases. {@link IanaImport} writes
 * it.
 */
public final class RegisteredNames {
  /** Name of the file, shipped and in a site's directory. */
  public static final String FILE = "iana.csv";

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int DCCP = 33;
  private static final int SCTP = 132;
  private static final int UDP_LITE = 136;

  private final byte[] blob;
  private final int[] tcp = new int[65_536];
  private final int[] udp = new int[65_536];
  private int[] sctp;
  private int[] dccp;
  private int unreadable;

  private RegisteredNames(byte[] blob) {
    this.blob = blob;
    int at = 0;
    while (at < blob.length) {
      int end = at;
      while (end < blob.length && blob[end] != '\n') {
        end++;
      }
      readLine(at, end);
      at = end + 1;
    }
  }

  /** The names that ship with the program. */
  static RegisteredNames shipped() {
    try (InputStream in = RegisteredNames.class.getResourceAsStream(FILE)) {
      return new RegisteredNames(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names in a file's bytes, which are kept. Lines that cannot be read are counted. */
  static RegisteredNames of(byte[] blob) {
    return new RegisteredNames(blob);
  }

  private void readLine(int start, int end) {
    if (start == end || blob[start] < '0' || blob[start] > '9') {
      return; // Comment, header or empty line.
    }
    int at = start;
    int port = 0;
    while (at < end && blob[at] != ',') {
      port = port * 10 + blob[at++] - '0';
    }
    at++;
    int portEnd = 0;
    while (at < end && blob[at] != ',') {
      portEnd = portEnd * 10 + blob[at++] - '0';
    }
    at++;
    int[] places = at < end ? places(blob[at]) : null;
    while (at < end && blob[at] != ',') {
      at++;
    }
    at++;
    portEnd = portEnd == 0 ? port : portEnd;
    if (places == null || at >= end || port < 0 || portEnd > 65_535 || portEnd < port) {
      unreadable++;
      return;
    }
    for (int i = port; i <= portEnd; i++) {
      if (places[i] == 0) {
        places[i] = at;
      }
    }
  }

  private int[] places(byte firstLetter) {
    switch (firstLetter) {
      case 't':
        return tcp;
      case 'u':
        return udp;
      case 's':
        sctp = sctp == null ? new int[65_536] : sctp;
        return sctp;
      case 'd':
        dccp = dccp == null ? new int[65_536] : dccp;
        return dccp;
      default:
        return null;
    }
  }

  /** Lines that could not be read. */
  public int unreadable() {
    return unreadable;
  }

  /**
   * The primary name of a port.
   *
   * @param ipProtocol IP protocol number; UDP-Lite shares the names of UDP
   * @param port 0 to 65535
   * @return the name, or the empty string where there is none
   */
  public String name(int ipProtocol, int port) {
    int[] places = places(ipProtocol);
    return places == null || places[port] == 0 ? "" : text(places[port]);
  }

  /** Whether a port has a name; cheaper than asking for it. */
  public boolean hasName(int ipProtocol, int port) {
    int[] places = places(ipProtocol);
    return places != null && places[port] != 0;
  }

  private int[] places(int ipProtocol) {
    return switch (ipProtocol) {
      case TCP -> tcp;
      case UDP, UDP_LITE -> udp;
      case SCTP -> sctp;
      case DCCP -> dccp;
      default -> null;
    };
  }

  private String text(int start) {
    int end = start;
    while (end < blob.length && blob[end] != '\n' && blob[end] != '\r') {
      end++;
    }
    return new String(blob, start, end - start, StandardCharsets.UTF_8);
  }

  /** The lines whose name is this one, whatever its case, as {@code 88/tcp}; ranges as such. */
  public List<String> ports(String name) {
    List<String> ports = new ArrayList<>();
    for (String line : new String(blob, StandardCharsets.UTF_8).split("\n")) {
      String[] cells = line.trim().split(",", 4);
      if (cells.length == 4 && cells[3].equalsIgnoreCase(name) && !line.startsWith("#")) {
        ports.add(cells[0] + (cells[1].isEmpty() ? "" : "-" + cells[1]) + "/" + cells[2]);
      }
    }
    return ports;
  }

  /** The comment that says where the names come from and of which date. */
  public String origin() {
    int end = 0;
    while (end < blob.length && blob[end] != '\n') {
      end++;
    }
    String first = new String(blob, 0, end, StandardCharsets.UTF_8).trim();
    return first.startsWith("#") ? first.substring(1).trim() : "";
  }
}
