package org.tidewaiter.spark;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.tidewaiter.decode.FlowHash;
import org.tidewaiter.flow.AnnouncedEndpoints.Endpoint;
import org.tidewaiter.policy.RuleSet;
import scala.Tuple2;

/**
 * What becomes of one partition of the flows: those that matter to no detection are finished here,
 * the rows of the others are handed on. The rows are gone over twice, first to tell which is which.
 */
final class FlowTask {
  private static final int BLOCK_BYTES = 1 << 18;

  private final RuleSet rules;
  private final ArchiveOptions options;
  private final Timeline timeline;
  private final Concern concern;
  private final FlowHash hash;
  private final List<ShardPiece> pieces = new ArrayList<>();
  private final RowWriter concerned = new RowWriter();
  private long flows;

  FlowTask(RuleSet rules, ArchiveOptions options, Timeline timeline, Set<Endpoint> announced) {
    this.rules = rules;
    this.options = options;
    this.timeline = timeline;
    concern = new Concern(announced);
    hash = new FlowHash(options.tableSeed());
  }

  /** Flows that were finished here. */
  long flows() {
    return flows;
  }

  /** Goes over the rows. */
  Iterator<ShardPiece> run(Iterator<Tuple2<RowBlock, byte[]>> blocks) {
    try {
      Path kept = Files.createTempFile("tidewaiter-rows", ".tmp");
      try {
        classify(blocks, kept);
        finish(kept);
      } finally {
        Files.delete(kept);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pieces.iterator();
  }

  private void classify(Iterator<Tuple2<RowBlock, byte[]>> blocks, Path kept) throws IOException {
    FlowShard shard = new FlowShard(rules, options, concern, null);
    concern.use(shard.detector());
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(kept), 1 << 16))) {
      new RowFeeder(timeline, shard).feed(new RowMerge(new Copying(blocks, out), hash));
    }
    shard.finish();
  }

  private void finish(Path kept) throws IOException {
    FlowShard shard = new FlowShard(rules, options, null, this::finished);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(kept), 1 << 16))) {
      RowMerge merge = new RowMerge(new Kept(in), hash);
      new RowFeeder(timeline, shard).feed(() -> nextUnconcerned(merge));
    }
    shard.finish();
    flows = shard.flowCount();
    endBlock();
    pieces.add(
        ShardPiece.of(
            new ShardPiece.Counts(
                ShardPiece.packed(shard.analysis().flowCounters()),
                shard.flowCount(),
                shard.detector().counters().observations,
                shard.analysis().incompleteMessages(),
                shard.firstNanos(),
                shard.lastNanos())));
  }

  // That no flow here has a finding is what dividing the flows rests on.
  private void finished(FlowsBlock flows) {
    for (int i = 0; i < flows.count; i++) {
      if (FlowsBlocks.findings(flows, i) != 0) {
        throw new IllegalStateException("a flow that was thought not to matter has a finding");
      }
    }
    pieces.add(ShardPiece.of(flows));
  }

  private Row nextUnconcerned(RowMerge merge) {
    Row row = merge.next();
    while (row != null && concern.has(row)) {
      concerned.add(row);
      if (concerned.size() >= BLOCK_BYTES) {
        endBlock();
      }
      row = merge.next();
    }
    return row;
  }

  private void endBlock() {
    if (concerned.size() > 0) {
      RowBlock block = new RowBlock(0, concerned.firstNumber());
      pieces.add(ShardPiece.of(block, concerned.take()));
    }
  }

  /** Blocks that are written to a file as they pass. */
  private record Copying(Iterator<Tuple2<RowBlock, byte[]>> blocks, DataOutputStream out)
      implements Iterator<Tuple2<RowBlock, byte[]>> {
    @Override
    public boolean hasNext() {
      return blocks.hasNext();
    }

    @Override
    public Tuple2<RowBlock, byte[]> next() {
      Tuple2<RowBlock, byte[]> block = blocks.next();
      try {
        out.writeLong(block._1().firstRow());
        out.writeInt(block._2().length);
        out.write(block._2());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return block;
    }
  }

  /** The blocks of such a file. */
  private static final class Kept implements Iterator<Tuple2<RowBlock, byte[]>> {
    private final DataInputStream in;
    private Tuple2<RowBlock, byte[]> next;

    Kept(DataInputStream in) {
      this.in = in;
      next = read();
    }

    private Tuple2<RowBlock, byte[]> read() {
      try {
        long firstRow = in.readLong();
        byte[] rows = new byte[in.readInt()];
        in.readFully(rows);
        return new Tuple2<>(new RowBlock(0, firstRow), rows);
      } catch (EOFException e) {
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public Tuple2<RowBlock, byte[]> next() {
      Tuple2<RowBlock, byte[]> block = next;
      next = read();
      return block;
    }
  }
}
