package org.tidewaiter.captures.theme;

import java.util.Arrays;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.talk.Trace;
import org.tidewaiter.captures.talk.UdpConversation;

/**
 * TFTP: a file is read, another written, a third does not exist. The request goes to udp/69, all
 * the rest comes from a port that the server chooses (RFC 1350).
 */
public final class TftpTransfers {
  private static final int BLOCK = 512;
  private static final int READ = 1, WRITE = 2, DATA = 3, ACK = 4, ERROR = 5;

  private final Trace trace = Lan.trace("tftp");

  private TftpTransfers() {}

  /** The capture. */
  public static byte[] toByteArray() {
    TftpTransfers capture = new TftpTransfers();
    capture.read();
    capture.write();
    capture.missing();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void read() {
    request(1, 53_001, READ, "boot/pxelinux.0");
    UdpConversation talk = trace.udp(1.002, Lan.SERVER, 40_501, Lan.CLIENT, 53_001);
    byte[] file = trace.randomBytes(1400);
    for (int block = 1; block <= 3; block++) {
      talk.client(data(block, file)).server(numbers(ACK, block));
    }
  }

  private void write() {
    request(10, 53_002, WRITE, "config/switch-2f.cfg");
    UdpConversation talk = trace.udp(10.002, Lan.SERVER, 40_502, Lan.CLIENT, 53_002);
    byte[] file = Bytes.ofText("hostname sw-2f\n".repeat(50));
    talk.client(numbers(ACK, 0)).server(data(1, file)).client(numbers(ACK, 1));
    talk.server(data(2, file)).client(numbers(ACK, 2));
  }

  private void missing() {
    request(20, 53_003, READ, "boot/missing.0");
    byte[] error = new Bytes().u16(ERROR).u16(1).text("File not found\0").toArray();
    trace.udp(20.002, Lan.SERVER, 40_503, Lan.CLIENT, 53_003).client(error);
  }

  private void request(double at, int clientPort, int operation, String file) {
    byte[] request = new Bytes().u16(operation).text(file + "\0octet\0").toArray();
    trace.udp(at, Lan.CLIENT, clientPort, Lan.SERVER, 69).client(request);
  }

  private static byte[] data(int block, byte[] file) {
    int from = (block - 1) * BLOCK;
    byte[] part = Arrays.copyOfRange(file, from, Math.min(from + BLOCK, file.length));
    return Bytes.concat(numbers(DATA, block), part);
  }

  private static byte[] numbers(int operation, int block) {
    return new Bytes().u16(operation).u16(block).toArray();
  }
}
