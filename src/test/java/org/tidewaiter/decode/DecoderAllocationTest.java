package org.tidewaiter.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.tidewaiter.decode.Packets.IPV4_SYN;
import static org.tidewaiter.decode.Packets.hex;
import static org.tidewaiter.decode.Packets.join;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.tidewaiter.capture.PacketBatch;

/** Decoding allocates nothing once an input's counters exist. */
class DecoderAllocationTest {
  private static final int ROUNDS = 200;

  @Test
  void nothingIsAllocatedPerPacket() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    PacketBatch batch = batch();
    HeaderColumns columns = new HeaderColumns();
    Decoder decoder = new Decoder(1, false);
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int round = 0; round < ROUNDS; round++) {
        decoder.decode(batch, columns);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least);
  }

  private static PacketBatch batch() {
    byte[] frame = Packets.ethernet(EtherType.IPV4, IPV4_SYN);
    byte[] vxlan = Packets.udp(50000, 4789, join(hex("08000000 001389 00"), frame));
    byte[][] packets = {
      frame,
      Packets.ethernet(EtherType.IPV4, Packets.ipv4(IpProtocol.UDP, vxlan)),
      Packets.ethernet(EtherType.VLAN, join(hex("0005 0800"), IPV4_SYN)),
      Packets.ethernet(0x88cc, new byte[46]),
      new byte[3],
    };
    PacketBatch batch = new PacketBatch();
    for (int i = 0; i < 1000; i++) {
      byte[] packet = packets[i % packets.length];
      Packets.add(batch, LinkType.ETHERNET, packet, packet.length, packet.length);
    }
    return batch;
  }
}
