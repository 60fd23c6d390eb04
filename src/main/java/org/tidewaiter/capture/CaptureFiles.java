package org.tidewaiter.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All inputs of a replay as one source: files, directories and standard input, one after another in
 * the order of their first packets.
 *
 * <p>Damage in one input never ends the others: it stands in {@link CaptureInput#damages}.
 */
public final class CaptureFiles implements PacketSource {
  private final ReaderKind kind;
  private final List<CaptureOrder.Candidate> candidates;
  private final List<CaptureInput> inputs = new ArrayList<>();
  private final List<String> ignored;
  private final List<String> repeated;
  private final long bytesTotal;
  private int index = -1;
  private long packetNumber;
  private final AtomicLong bytesOfEnded = new AtomicLong();
  private volatile CaptureFile current;
  private final AtomicLong packetsRead = new AtomicLong();

  private CaptureFiles(CapturePaths paths, ReaderKind kind) throws IOException {
    this.kind = kind;
    CaptureOrder order = new CaptureOrder(paths.entries(), kind);
    candidates = order.candidates();
    ignored = order.ignored();
    repeated = paths.repeated();
    long total = 0;
    for (CaptureOrder.Candidate candidate : candidates) {
      inputs.add(candidate.input);
      long size = sizeBytes(candidate.input.path());
      total = total < 0 || size < 0 ? CaptureInput.UNKNOWN : total + size;
    }
    bytesTotal = total;
  }

  /** The same with our own readers, which need nothing but Java. */
  public static CaptureFiles open(List<String> captures, boolean recursive) throws IOException {
    return open(captures, recursive, ReaderKind.OWN);
  }

  /**
   * Expands the captures of a command line and puts them in order.
   *
   * @param captures paths; {@code -} is standard input
   * @param recursive whether directories are entered
   * @throws CapturePathException if a directory is named without {@code recursive}, if none of the
   *     captures is there, or if there is none in the directories
   * @throws LibpcapException if libpcap is to read and is not there
   */
  public static CaptureFiles open(List<String> captures, boolean recursive, ReaderKind kind)
      throws IOException {
    if (kind == ReaderKind.PCAP4J) {
      Libpcap.require();
    }
    CapturePaths paths = CapturePaths.expand(captures, recursive);
    paths.refuseIfNoneIsThere();
    CaptureFiles files = new CaptureFiles(paths, kind);
    if (files.inputs.isEmpty()) {
      files.close();
      throw CapturePathException.ofNoCapture(captures, files.ignored.size());
    }
    return files;
  }

  /** The same inputs once more, from their beginnings; all must be files that can be read again. */
  public CaptureFiles again() throws IOException {
    List<String> paths = new ArrayList<>();
    for (CaptureInput input : inputs) {
      paths.add(input.path());
    }
    return new CaptureFiles(CapturePaths.expand(paths, false), kind);
  }

  private static long sizeBytes(String path) {
    try {
      boolean regular =
          !path.equals(CapturePaths.STANDARD_INPUT) && Files.isRegularFile(Path.of(path));
      return regular ? Files.size(Path.of(path)) : CaptureInput.UNKNOWN;
    } catch (IOException e) {
      return CaptureInput.UNKNOWN;
    }
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    while (current != null || openNext()) {
      if (fillFromCurrent(batch)) {
        batch.input = index;
        batch.firstPacketNumber = packetNumber;
        packetNumber += batch.size;
        packetsRead.lazySet(packetsRead.get() + batch.size);
        inputs.get(index).count(batch);
        return true;
      }
      endCurrent();
    }
    return false;
  }

  private boolean openNext() {
    if (index + 1 >= candidates.size()) {
      return false;
    }
    index++;
    packetNumber = 0;
    CaptureOrder.Candidate candidate = candidates.get(index);
    current = candidate.file != null ? candidate.file : CaptureFile.open(candidate.input, kind);
    return true;
  }

  private boolean fillFromCurrent(PacketBatch batch) throws IOException {
    CaptureOrder.Candidate candidate = candidates.get(index);
    if (candidate.firstBatch != null) {
      batch.copyFrom(candidate.firstBatch);
      candidate.firstBatch = null;
      return true;
    }
    return current.fill(batch);
  }

  private void endCurrent() throws IOException {
    CaptureFile ended = current;
    bytesOfEnded.addAndGet(ended.bytesRead());
    current = null;
    candidates.get(index).file = null;
    ended.close();
  }

  /**
   * The inputs in the order in which they are read; a batch's {@link PacketBatch#input} is an index
   * of this list.
   */
  public List<CaptureInput> inputs() {
    return Collections.unmodifiableList(inputs);
  }

  /** Files of entered directories that were left out because they are no captures. */
  public List<String> ignored() {
    return Collections.unmodifiableList(ignored);
  }

  /** Paths that were left out because they name a file that is among the inputs already. */
  public List<String> repeated() {
    return Collections.unmodifiableList(repeated);
  }

  /** Bytes read so far, of compressed files the compressed ones; any thread may ask. */
  public long bytesRead() {
    CaptureFile reading = current;
    return bytesOfEnded.get() + (reading == null ? 0 : reading.bytesRead());
  }

  /** Packets read so far; any thread may ask. */
  public long packetsRead() {
    return packetsRead.get();
  }

  /** Bytes of all inputs, or {@link CaptureInput#UNKNOWN} if one of them has no known size. */
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      endCurrent();
    }
    for (CaptureOrder.Candidate candidate : candidates) {
      if (candidate.file != null) {
        candidate.file.close();
      }
    }
  }
}
