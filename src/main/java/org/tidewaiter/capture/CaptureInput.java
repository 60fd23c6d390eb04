package org.tidewaiter.capture;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of one input of the run: how it is packed, what it held and where it was damaged.
 *
 * <p>Written by the reading thread while the input is read; to be read by others once the source
 * has ended (a thread hand-over in between makes it visible).
 */
public final class CaptureInput {
  /** Most damages that are kept in full; {@link #damageCount} counts the others as well. */
  public static final int MAX_DAMAGES_KEPT = 100;

  /** Most interfaces that are listed; packets of others count as the last one's. */
  public static final int MAX_INTERFACES_LISTED = 65_536;

  /** What {@link #sizeBytes} says of standard input, pipes and what cannot be opened. */
  public static final long UNKNOWN = -1;

  private final String path;
  long sizeBytes = UNKNOWN;
  String format = "";
  String compression = "";
  private long packets;
  private long capturedBytes;
  private long wireBytes;
  private long snappedPackets;
  private long earliestNanos = Long.MAX_VALUE;
  private long latestNanos = Long.MIN_VALUE;
  long untimedPackets;
  long unknownBlocks;
  private long unlistedInterfaces;
  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private final List<Damage> damages = new ArrayList<>();
  private long damageCount;

  CaptureInput(String path) {
    this.path = path;
  }

  /**
   * A live device, or what a period saw of it: nothing yet.
   *
   * @param name name of the device
   * @param method how its packets are captured, in words
   */
  public static CaptureInput ofDevice(String name, String method) {
    CaptureInput input = new CaptureInput(name);
    input.format = method;
    return input;
  }

  /** Counts a batch of a live device's packets. */
  public void countLive(PacketBatch batch) {
    if (batch.size > 0) {
      if (interfaces.isEmpty()) {
        add(new CaptureInterface(path, batch.linkType[0], 0, "10^-9"));
      }
      count(batch);
    }
  }

  /** Counts the packets that a reader has put into a batch. */
  void count(PacketBatch batch) {
    int size = batch.size;
    int[] captured = batch.capturedLength;
    int[] wire = batch.wireLength;
    long[] timestamp = batch.timestampNanos;
    long capturedSum = 0;
    long wireSum = 0;
    int snapped = 0;
    long earliest = earliestNanos;
    long latest = latestNanos;
    for (int i = 0; i < size; i++) {
      capturedSum += captured[i];
      wireSum += wire[i];
      snapped += captured[i] < wire[i] ? 1 : 0;
      earliest = Math.min(earliest, timestamp[i]);
      latest = Math.max(latest, timestamp[i]);
    }
    packets += size;
    capturedBytes += capturedSum;
    wireBytes += wireSum;
    snappedPackets += snapped;
    earliestNanos = earliest;
    latestNanos = latest;
    countInterfaces(batch);
  }

  private void countInterfaces(PacketBatch batch) {
    if (interfaces.size() == 1) {
      interfaces.get(0).packets += batch.size;
      return;
    }
    for (int i = 0; i < batch.size; i++) {
      interfaces.get(batch.interfaceId[i]).packets++;
    }
  }

  /** Lists an interface and returns the number its packets are to carry. */
  synchronized int add(CaptureInterface captureInterface) {
    if (interfaces.size() == MAX_INTERFACES_LISTED) {
      unlistedInterfaces++;
      return MAX_INTERFACES_LISTED - 1;
    }
    interfaces.add(captureInterface);
    return interfaces.size() - 1;
  }

  /** Counts an interface that is one too many to be used. */
  void addUnlistedInterface() {
    unlistedInterfaces++;
  }

  void setDropped(int interfaceNumber, long dropped) {
    interfaces.get(interfaceNumber).dropped = dropped;
  }

  void add(Damage damage) {
    damageCount++;
    if (damages.size() < MAX_DAMAGES_KEPT) {
      damages.add(damage);
    }
  }

  /** Forgets damages from an offset on: those that another part of the file will report. */
  void forgetDamagesFrom(long byteOffset) {
    int before = damages.size();
    damages.removeIf(damage -> damage.byteOffset() >= byteOffset);
    damageCount -= before - damages.size();
  }

  /** Adds what was read of a later part of the same pcap file. */
  public void append(CaptureInput part) {
    packets += part.packets;
    capturedBytes += part.capturedBytes;
    wireBytes += part.wireBytes;
    snappedPackets += part.snappedPackets;
    earliestNanos = Math.min(earliestNanos, part.earliestNanos);
    latestNanos = Math.max(latestNanos, part.latestNanos);
    untimedPackets += part.untimedPackets;
    unknownBlocks += part.unknownBlocks;
    unlistedInterfaces += part.unlistedInterfaces;
    for (int i = 0; i < part.interfaces.size(); i++) {
      if (i < interfaces.size()) {
        interfaces.get(i).packets += part.interfaces.get(i).packets;
      } else {
        interfaces.add(part.interfaces.get(i));
      }
    }
    part.damages.forEach(this::add);
    damageCount += part.damageCount - part.damages.size();
  }

  /** Writes all that is known, for {@link #readFrom}. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeUTF(path);
    out.writeLong(sizeBytes);
    out.writeUTF(format);
    out.writeUTF(compression);
    long[] numbers = {
      packets,
      capturedBytes,
      wireBytes,
      snappedPackets,
      earliestNanos,
      latestNanos,
      untimedPackets,
      unknownBlocks,
      unlistedInterfaces,
      damageCount
    };
    for (long number : numbers) {
      out.writeLong(number);
    }
    out.writeInt(interfaces.size());
    for (CaptureInterface each : interfaces) {
      out.writeUTF(each.name());
      out.writeInt(each.linkType());
      out.writeInt(each.snaplen());
      out.writeUTF(each.resolution());
      out.writeLong(each.packets);
      out.writeLong(each.dropped);
    }
    out.writeInt(damages.size());
    for (Damage damage : damages) {
      out.writeLong(damage.byteOffset());
      out.writeUTF(damage.what());
      out.writeUTF(damage.expected());
      out.writeUTF(damage.advice());
    }
  }

  /** Reads what {@link #writeTo} wrote. */
  public static CaptureInput readFrom(DataInput in) throws IOException {
    CaptureInput input = new CaptureInput(in.readUTF());
    input.sizeBytes = in.readLong();
    input.format = in.readUTF();
    input.compression = in.readUTF();
    input.packets = in.readLong();
    input.capturedBytes = in.readLong();
    input.wireBytes = in.readLong();
    input.snappedPackets = in.readLong();
    input.earliestNanos = in.readLong();
    input.latestNanos = in.readLong();
    input.untimedPackets = in.readLong();
    input.unknownBlocks = in.readLong();
    input.unlistedInterfaces = in.readLong();
    input.damageCount = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      CaptureInterface each =
          new CaptureInterface(in.readUTF(), in.readInt(), in.readInt(), in.readUTF());
      each.packets = in.readLong();
      each.dropped = in.readLong();
      input.interfaces.add(each);
    }
    for (int left = in.readInt(); left > 0; left--) {
      input.damages.add(new Damage(in.readLong(), in.readUTF(), in.readUTF(), in.readUTF()));
    }
    return input;
  }

  /** Path as it was given, or {@code -} for standard input. */
  public String path() {
    return path;
  }

  /** Size of the file in bytes, compressed if it is, or {@link #UNKNOWN}. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Format in words, such as {@code pcap µs little-endian}; empty if it was not recognised. */
  public String format() {
    return format;
  }

  /** {@code gzip}, {@code zstd} or {@code lz4}; empty if the input is not compressed. */
  public String compression() {
    return compression;
  }

  /** Packets delivered. */
  public long packets() {
    return packets;
  }

  /** Bytes captured of those packets. */
  public long capturedBytes() {
    return capturedBytes;
  }

  /** Bytes that those packets had on the wire. */
  public long wireBytes() {
    return wireBytes;
  }

  /** Packets of which fewer bytes were captured than were on the wire; that is no damage. */
  public long snappedPackets() {
    return snappedPackets;
  }

  /**
   * Packets without a time of their own (pcapng's simple packet blocks); they are given the time of
   * the packet before them, or 1970 if there is none.
   */
  public long untimedPackets() {
    return untimedPackets;
  }

  /** Blocks of types that the pcapng specification does not name; they were stepped over. */
  public long unknownBlocks() {
    return unknownBlocks;
  }

  /** Earliest packet time in nanoseconds since 1970; meaningless without packets. */
  public long earliestNanos() {
    return earliestNanos;
  }

  /** Latest packet time in nanoseconds since 1970; meaningless without packets. */
  public long latestNanos() {
    return latestNanos;
  }

  /** Interfaces in order of appearance, at most {@link #MAX_INTERFACES_LISTED}. */
  public List<CaptureInterface> interfaces() {
    return Collections.unmodifiableList(interfaces);
  }

  /**
   * The interface of a number that a packet carries; any thread that was handed such a packet may
   * ask, while others are still being added.
   */
  public synchronized CaptureInterface captureInterface(int number) {
    return interfaces.get(number);
  }

  /**
   * Interfaces beyond {@link #MAX_INTERFACES_LISTED} of the input, or beyond the same number in one
   * section, whose packets are damage.
   */
  public long unlistedInterfaces() {
    return unlistedInterfaces;
  }

  /** Packets by LINKTYPE_ number, of interfaces that had any. */
  public SortedMap<Integer, Long> packetsByLinkType() {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (CaptureInterface one : interfaces) {
      if (one.packets > 0) {
        counts.merge(one.linkType(), one.packets, Long::sum);
      }
    }
    return counts;
  }

  /** The first {@link #MAX_DAMAGES_KEPT} damages in order of their offset. */
  public List<Damage> damages() {
    return Collections.unmodifiableList(damages);
  }

  /** All damages. */
  public long damageCount() {
    return damageCount;
  }
}
