package org.tidewaiter.captures.theme;

import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.talk.TcpConversation;
import org.tidewaiter.captures.talk.Trace;

/** Ordinary traffic whose times or ports do what they should not, and file formats' clocks. */
public final class Clocks {
  private Clocks() {}

  /** A web page and a question, times in nanoseconds. */
  public static byte[] nanosecond() {
    return Pcap.of(ordinary("nanosecond")).nanoseconds().toByteArray();
  }

  /** The same in a file whose numbers have their most significant byte first. */
  public static byte[] bigEndian() {
    return Pcap.of(ordinary("big-endian")).bigEndian().toByteArray();
  }

  /** The same, packets cut to 68 bytes: no damage, but what was cut is missing. */
  public static byte[] snaplen() {
    return Pcap.of(ordinary("snaplen-68")).snaplen(68).toByteArray();
  }

  /**
   * Pairs of ports that are used longer than one flow: closed and used again at once; reset and
   * used again; silent for two hours and used on; a question asked again after two hours.
   */
  public static byte[] reusedPorts() {
    Trace trace = Lan.trace("reused-ports");
    Lan.web(trace, 1, Lan.CLIENT, 47_001, Lan.SERVER, 80);
    Lan.web(trace, 2, Lan.CLIENT, 47_001, Lan.SERVER, 80);
    Lan.page(trace.tcp(10, Lan.CLIENT, 47_002, Lan.SERVER, 80).handshake()).serverResets();
    Lan.web(trace, 11, Lan.CLIENT, 47_002, Lan.SERVER, 80);
    TcpConversation patient = trace.tcp(20, Lan.CLIENT, 47_003, Lan.SERVER, 80).handshake();
    Lan.page(Lan.page(patient).pause(7200)).clientCloses();
    Lan.lookup(trace, 30, Lan.CLIENT, 47_004, Lan.SERVER);
    Lan.lookup(trace, 7230, Lan.CLIENT, 47_004, Lan.SERVER);
    return Pcap.of(trace).toByteArray();
  }

  private static Trace ordinary(String theme) {
    Trace trace = Lan.trace(theme);
    Lan.web(trace, 1.000000123, Lan.CLIENT, 47_101, Lan.SERVER, 80);
    Lan.lookup(trace, 2.000000456, Lan.CLIENT, 47_102, Lan.SERVER);
    return trace;
  }
}
