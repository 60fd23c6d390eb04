package org.tidewaiter.captures.theme;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.tidewaiter.captures.file.LinkType;
import org.tidewaiter.captures.file.Option;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.file.Pcapng;
import org.tidewaiter.captures.talk.Trace;

/** Files that end or break in the middle: what stands before the damage must be kept. */
public final class DamagedFiles {
  private static final int FILE_HEADER = 24;
  private static final int RECORD_HEADER = 16;

  private DamagedFiles() {}

  /** A pcap file whose last record is cut in the middle of its packet. */
  public static byte[] cutInRecord() {
    byte[] whole = Pcap.of(traffic("cut-in-record")).toByteArray();
    return Arrays.copyOf(whole, whole.length - 30);
  }

  /** A pcap file whose sixth record claims two gigabytes; five packets stand before it. */
  public static byte[] impossibleLength() {
    byte[] file = Pcap.of(traffic("impossible-length")).toByteArray();
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = FILE_HEADER;
    for (int i = 0; i < 5; i++) {
      at += RECORD_HEADER + buffer.getInt(at + 8);
    }
    buffer.putInt(at + 8, 0x7fff_ffff);
    return file;
  }

  /** A pcapng file whose last block's second length disagrees with its first. */
  public static byte[] brokenBlock() {
    Pcapng pcapng = new Pcapng();
    pcapng.section(ByteOrder.LITTLE_ENDIAN, Option.comment("the last block is broken"));
    pcapng.networkInterface(LinkType.ETHERNET, 262_144);
    byte[] file = pcapng.packets(traffic("broken-block").packets()).toByteArray();
    file[file.length - 4]++;
    return file;
  }

  private static Trace traffic(String theme) {
    Trace trace = Lan.trace(theme);
    Lan.web(trace, 1, Lan.CLIENT, 48_001, Lan.SERVER, 80);
    Lan.lookup(trace, 2, Lan.CLIENT, 48_002, Lan.SERVER);
    return trace;
  }
}
