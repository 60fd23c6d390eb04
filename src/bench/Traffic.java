import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a capture for measuring: {@code java Traffic.java OUT PACKETS FLOWS imix|snap SEED}.
 *
 * <p>TCP and UDP over IPv4 and, one flow in five, IPv6. Few flows have most packets (a power law), a
 * quarter of the packets goes to flows at random. Frames of 64, 594 and 1514 bytes, 7 : 4 : 1.
 * {@code snap} keeps 96 bytes of each. Twenty service ports, 1688 among them; a quarter of the
 * servers is outside.
 */
public final class Traffic {
  private static final int[] PORTS = {
    443, 443, 443, 443, 80, 80, 53, 53, 445, 389, 88, 135, 3389, 1688, 22, 25, 123, 5985, 49667, 8080
  };
  private static final int TCP = 6;
  private static final int UDP = 17;

  private static long state;

  private static long random() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    return state;
  }

  private static int random(int bound) {
    return (int) Long.remainderUnsigned(random(), bound);
  }

  private static double uniform() {
    return (random() >>> 11) * 0x1.0p-53;
  }

  public static void main(String[] args) throws IOException {
    long packets = Long.parseLong(args[1]);
    int flows = Integer.parseInt(args[2]);
    int snapLength = args[3].equals("snap") ? 96 : 65_535;
    state = Long.parseLong(args[4]) * 0x9E3779B97F4A7C15L + 1;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(Path.of(args[0])), 1 << 20)) {
      write(out, packets, flows, snapLength);
    }
  }

  private static void write(OutputStream out, long packets, int flows, int snapLength)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
    out.write(header.putInt(snapLength).putInt(1).array());
    Flow[] table = new Flow[flows];
    for (int i = 0; i < flows; i++) {
      table[i] = new Flow();
    }
    byte[] record = new byte[16 + 1600];
    long micros = 1_700_000_000L * 1_000_000;
    for (long i = 0; i < packets; i++) {
      int chosen = (int) Math.min(flows - 1, (long) Math.pow(flows, uniform()) - 1);
      Flow flow = table[random(4) == 0 ? random(flows) : Math.max(0, chosen)];
      int size = random(12);
      int length = flow.frame(record, size < 7 ? 64 : size < 11 ? 594 : 1514);
      micros += 1 + random(3);
      int captured = Math.min(length, snapLength);
      ByteBuffer to = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
      to.putInt((int) (micros / 1_000_000)).putInt((int) (micros % 1_000_000));
      to.putInt(captured).putInt(length);
      out.write(record, 0, 16 + captured);
    }
  }

  private static final class Flow {
    private final int client = 0x0A000000 | random(0x10000);
    private final int server =
        random(4) != 0 ? 0x0A010000 | random(0x4000) : 0x30000000 | random(0x10000000);
    private final int clientPort = 49_152 + random(16_384);
    private final int serverPort = PORTS[random(PORTS.length)];
    private final boolean udp =
        serverPort == 53 || serverPort == 123 || serverPort == 443 && random(2) == 0;
    private final boolean ipv6 = random(5) == 0;
    private int sent;

    /** Puts the flow's next frame behind the record header; returns its length. */
    int frame(byte[] record, int wanted) {
      boolean answer = sent % 2 == 1;
      sent++;
      java.util.Arrays.fill(record, 16, 16 + 128, (byte) 0);
      ByteBuffer to = ByteBuffer.wrap(record, 16, record.length - 16).slice();
      to.putShort((short) 0x0200).putInt(1).putShort((short) 0x0200).putInt(2);
      int length = ipv6 ? Math.max(wanted, 74) : wanted;
      int from = answer ? server : client;
      int dest = answer ? client : server;
      if (ipv6) {
        to.putShort((short) 0x86DD).putInt(6 << 28).putShort((short) (length - 54));
        to.put((byte) (udp ? UDP : TCP)).put((byte) 64);
        to.putLong(0xFDL << 56).putInt(0).putInt(from).putLong(0xFDL << 56).putInt(0).putInt(dest);
      } else {
        to.putShort((short) 0x0800).putShort((short) 0x4500).putShort((short) (length - 14));
        to.putInt(0).put((byte) 64).put((byte) (udp ? UDP : TCP)).putShort((short) 0);
        to.putInt(from).putInt(dest);
        to.putShort(24, checksum(to));
      }
      to.putShort((short) (answer ? serverPort : clientPort));
      to.putShort((short) (answer ? clientPort : serverPort));
      if (udp) {
        to.putShort((short) (length - to.position() + 4));
      } else {
        to.putLong(0).put((byte) 0x50).put((byte) (sent == 1 ? 0x02 : sent == 2 ? 0x12 : 0x10));
        to.put((byte) 0xFF);
      }
      return length;
    }

    private static short checksum(ByteBuffer frame) {
      int sum = 0;
      for (int i = 14; i < 34; i += 2) {
        sum += frame.getShort(i) & 0xFFFF;
      }
      sum = (sum & 0xFFFF) + (sum >>> 16);
      return (short) ~(sum + (sum >>> 16));
    }
  }
}
