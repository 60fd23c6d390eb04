package org.tidewaiter.capture;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What libpcap itself reads, without pcap4j between: times as they are, and its own words. */
final class NativeLibpcap {
  private static final int NANO_PRECISION = 1;
  private static final int ERROR_BYTES = 256;

  /** Enough; what is beyond is the same again. */
  private static final int MOST_PACKETS = 10_000;

  /**
   * A packet.
   *
   * @param seconds as libpcap says, signed
   * @param nanos of the second, or more, or negative
   */
  record Packet(long seconds, long nanos, String bytes, int wireLength) {}

  /**
   * A whole reading.
   *
   * @param opened whether libpcap took it for a capture at all
   * @param error what it said, empty at a proper end
   * @param dlt the program's number of the link type, {@link Dlt}
   */
  record Result(boolean opened, String error, int dlt, int snaplen, List<Packet> packets) {}

  private NativeLibpcap() {}

  private static native Pointer pcap_fopen_offline_with_tstamp_precision(
      Pointer file, int precision, Pointer error);

  private static native int pcap_next_ex(
      Pointer handle, PointerByReference header, PointerByReference data);

  private static native String pcap_geterr(Pointer handle);

  private static native int pcap_datalink(Pointer handle);

  private static native int pcap_snapshot(Pointer handle);

  private static native void pcap_close(Pointer handle);

  /** The C library's files that lie in memory. */
  private static final class Libc {
    static native Pointer fmemopen(Pointer bytes, long length, String mode);

    static native int fclose(Pointer file);
  }

  /** Makes libpcap callable; false where it is not there, or no file can lie in memory. */
  static boolean isThere() {
    try {
      Native.register(NativeLibpcap.class, NativeLibrary.getInstance("pcap"));
      Native.register(Libc.class, NativeLibrary.getInstance("c"));
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }

  static Result read(byte[] capture) {
    List<Packet> packets = new ArrayList<>();
    try (Memory bytes = new Memory(capture.length);
        Memory error = new Memory(ERROR_BYTES)) {
      bytes.write(0, capture, 0, capture.length);
      error.clear();
      Pointer file = Libc.fmemopen(bytes, capture.length, "rb");
      Pointer handle = pcap_fopen_offline_with_tstamp_precision(file, NANO_PRECISION, error);
      if (handle == null) {
        Libc.fclose(file);
        return new Result(false, error.getString(0, charset()), 0, 0, packets);
      }
      int dlt = pcap_datalink(handle);
      int snaplen = pcap_snapshot(handle);
      String why = readAll(handle, packets);
      pcap_close(handle);
      return new Result(true, why, dlt, snaplen, packets);
    }
  }

  private static String charset() {
    return StandardCharsets.UTF_8.name();
  }

  private static String readAll(Pointer handle, List<Packet> packets) {
    PointerByReference header = new PointerByReference();
    PointerByReference data = new PointerByReference();
    int status = pcap_next_ex(handle, header, data);
    while (status == 1 && packets.size() < MOST_PACKETS) {
      Pointer at = header.getValue();
      int captured = at.getInt(2L * Native.LONG_SIZE);
      packets.add(
          new Packet(
              at.getNativeLong(0).longValue(),
              at.getNativeLong(Native.LONG_SIZE).longValue(),
              HexFormat.of().formatHex(data.getValue().getByteArray(0, captured)),
              at.getInt(2L * Native.LONG_SIZE + 4)));
      status = pcap_next_ex(handle, header, data);
    }
    return status == -1 ? pcap_geterr(handle) : "";
  }
}
