package org.tidewaiter.capture.live;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.tidewaiter.capture.CaptureFiles;
import org.tidewaiter.capture.PacketBatch;
import org.tidewaiter.capture.ReaderKind;

/**
 * Sends the Ethernet frames of capture files into a device of a network namespace, in their order
 * and at a steady pace: traffic of many kinds, the same in each run.
 */
public final class FrameSender implements AutoCloseable {
  private static final int LINKTYPE_ETHERNET = 1;
  private static final int MAX_FRAME_BYTES = 1514;
  private static final int SIZEOF_SOCKADDR_LL = 20;
  private static final long PAUSE_NANOS = 20_000;

  private final int fd;
  private final Memory frame = new Memory(MAX_FRAME_BYTES);

  private FrameSender(String device) throws LastErrorException {
    fd = Calls.socket(Libc.AF_PACKET, Libc.SOCK_RAW, 0);
    try (Memory address = new Memory(SIZEOF_SOCKADDR_LL)) {
      address.clear();
      address.setShort(0, (short) Libc.AF_PACKET);
      address.setInt(4, Libc.if_nametoindex(device));
      Calls.bind(fd, address, SIZEOF_SOCKADDR_LL);
    }
  }

  /** Sends the frames of the files; returns how many. To be called from within the namespace. */
  public static int send(String device, List<Path> captures) throws IOException {
    List<String> names = captures.stream().map(Path::toString).toList();
    int sent = 0;
    try (FrameSender sender = new FrameSender(device);
        CaptureFiles files = CaptureFiles.open(names, false, ReaderKind.OWN)) {
      PacketBatch batch = new PacketBatch();
      while (files.fill(batch)) {
        sent += sender.send(batch);
      }
    }
    return sent;
  }

  private int send(PacketBatch batch) {
    int sent = 0;
    for (int i = 0; i < batch.size; i++) {
      int length = batch.capturedLength[i];
      if (batch.linkType[i] == LINKTYPE_ETHERNET && length >= 14 && length <= MAX_FRAME_BYTES) {
        byte[] bytes = new byte[length];
        batch.bytes.get(batch.offset[i], bytes);
        frame.write(0, bytes, 0, length);
        Calls.send(fd, frame, length, 0);
        sent++;
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return sent;
  }

  @Override
  public void close() {
    Libc.close(fd);
    frame.close();
  }

  /** socket(2), bind(2) and send(2), which only this fixture calls. */
  private static final class Calls {
    static {
      Native.register(Calls.class, "c");
    }

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native int bind(int fd, Pointer address, int length) throws LastErrorException;

    static native long send(int fd, Pointer bytes, long length, int flags)
        throws LastErrorException;
  }
}
