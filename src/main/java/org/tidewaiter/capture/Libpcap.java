package org.tidewaiter.capture;

import java.io.EOFException;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.concurrent.TimeoutException;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/**
 * Reads capture files by libpcap, through pcap4j: the second way, for whatever it reads and our own
 * readers do not, and to compare them with it.
 *
 * <p>Each packet is a native call and two copies, so this is slow; and libpcap reads no compressed
 * files and no pcapng file whose interfaces differ. It cuts packets to the snaplen of the file
 * header, where our readers, like Wireshark, take all that was captured. Nothing loads this class
 * unless it is asked for.
 */
public final class Libpcap implements PacketSource {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long SECONDS_OF_32_BITS = 1L << 32;
  private static final long UNKNOWN_OFFSET = 0;

  private final CaptureInput input;
  private final PcapHandle handle;
  private final int linkType;
  private final int interfaceId;
  private boolean finished;

  /** A packet that did not fit into the last batch, or null. */
  private byte[] waiting;

  private int waitingWireLength;
  private long waitingNanos;

  private Libpcap(CaptureInput input, PcapHandle handle) throws NotOpenException {
    this.input = input;
    this.handle = handle;
    this.linkType = Dlt.toLinkType(handle.getDlt().value());
    this.interfaceId = input.add(new CaptureInterface("", linkType, handle.getSnapshot(), "10^-9"));
    input.format = "by " + Pcaps.libVersion();
  }

  /**
   * Makes sure that libpcap can be called.
   *
   * @throws LibpcapException if not
   */
  public static void require() throws LibpcapException {
    try {
      Pcaps.libVersion();
    } catch (LinkageError e) {
      throw new LibpcapException(e);
    }
  }

  /** Opens what {@link CaptureInput#path} names; null, and a damage, if libpcap cannot. */
  static Libpcap openOffline(CaptureInput input) {
    try {
      return new Libpcap(input, Pcaps.openOffline(input.path(), TimestampPrecision.NANO));
    } catch (PcapNativeException | NotOpenException e) {
      input.add(damage(input, "libpcap cannot open it: " + e.getMessage()));
      return null;
    }
  }

  @Override
  public boolean fill(PacketBatch batch) {
    batch.clear();
    int used = 0;
    while (batch.size < PacketBatch.MAX_PACKETS && (waiting != null || next())) {
      if (waiting.length > PacketBatch.BUFFER_BYTES - used) {
        break;
      }
      batch.bytes.put(used, waiting);
      int i = batch.size++;
      batch.offset[i] = used;
      batch.capturedLength[i] = waiting.length;
      batch.wireLength[i] = Math.max(waitingWireLength, waiting.length);
      batch.timestampNanos[i] = waitingNanos;
      batch.linkType[i] = linkType;
      batch.interfaceId[i] = interfaceId;
      used += waiting.length;
      waiting = null;
    }
    return batch.size > 0;
  }

  /** Takes the next packet that we can take; false at the end of the file. */
  private boolean next() {
    while (!finished && waiting == null) {
      try {
        byte[] packet = handle.getNextRawPacketEx();
        if (packet.length > PacketBatch.MAX_CAPTURED_LENGTH) {
          input.add(damage(input, "a packet of " + packet.length + " bytes, left out"));
        } else {
          waiting = packet;
          waitingNanos = nanos(handle.getTimestamp());
          int wireLength = handle.getOriginalLength();
          waitingWireLength = wireLength < 0 ? Integer.MAX_VALUE : wireLength;
        }
      } catch (EOFException e) {
        finished = true;
      } catch (PcapNativeException | NotOpenException | TimeoutException e) {
        finish(e.getMessage());
      } catch (IllegalArgumentException e) {
        finish("a time that pcap4j cannot express: " + e.getMessage());
      }
    }
    return waiting != null;
  }

  private void finish(String why) {
    finished = true;
    input.add(damage(input, "libpcap cannot read on: " + why));
  }

  /** libpcap takes the 32 bits of a pcap file for a signed number; the format says unsigned. */
  private static long nanos(Timestamp time) {
    long seconds = Math.floorDiv(time.getTime(), 1000L);
    seconds += seconds < 0 ? SECONDS_OF_32_BITS : 0;
    return seconds * NANOS_PER_SECOND + time.getNanos();
  }

  private static Damage damage(CaptureInput input, String what) {
    return new Damage(
        UNKNOWN_OFFSET,
        what,
        "a capture that libpcap reads to its end; it does not say where it stopped",
        "read " + input.path() + " without --reader pcap4j");
  }

  @Override
  public void close() throws IOException {
    handle.close();
  }
}
