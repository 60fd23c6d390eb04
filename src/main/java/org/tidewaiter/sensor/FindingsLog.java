package org.tidewaiter.sensor;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tidewaiter.detect.Finding;
import org.tidewaiter.policy.Severity;
import org.tidewaiter.report.FindingJson;

/**
 * {@code findings.jsonl}: a line for each finding as soon as there is one, and again, with the same
 * id, when it has grown or was withdrawn.
 *
 * <p>A finding that grows is told again at once when it became severer or when its flows or clients
 * are twice as many as last told, otherwise with the end of the period: the file grows with what is
 * new and not with the traffic. A line that could not be written is written later.
 *
 * <p>Where the file was moved away or removed, another one is begun with the end of the period. For
 * the thread that analyses.
 */
public final class FindingsLog implements Closeable {
  /** Name of the file. */
  public static final String NAME = "findings.jsonl";

  /** Name of the file before it, see {@link #MAX_BYTES}. */
  static final String NAME_BEFORE = "findings.1.jsonl";

  /** Size in bytes at which the file becomes the file before, and another one begins. */
  static final long MAX_BYTES = 64L << 20;

  private record Told(Severity severity, int clients, long flows, long packets, boolean stands) {}

  private final Path file;
  private final Syslog syslog;
  private final Map<String, Told> told = new HashMap<>();

  /** What has changed and is not told yet. */
  private final Map<String, Finding> untold = new LinkedHashMap<>();

  private final Map<String, Long> bySeverity = new HashMap<>();
  private FileChannel channel;
  private long bytes;

  /**
   * Opens the file to append to it. A last line that was cut by a crash is ended.
   *
   * @param syslog is told the same in short; null for nobody
   */
  public FindingsLog(Path directory, Syslog syslog) throws IOException {
    file = directory.resolve(NAME);
    this.syslog = syslog;
    for (Severity severity : Severity.values()) {
      bySeverity.put(severity.label(), 0L);
    }
    open();
  }

  private void open() throws IOException {
    channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS));
    bytes = channel.size();
    ByteBuffer last = ByteBuffer.allocate(1);
    if (bytes > 0 && channel.read(last, bytes - 1) == 1 && last.get(0) != '\n') {
      append(new byte[] {'\n'});
    }
  }

  private void append(byte[] line) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(line);
    while (rest.hasRemaining()) {
      channel.write(rest, bytes + rest.position());
    }
    bytes += line.length;
  }

  /** Findings by severity, each once for every severity that it had. */
  public Map<String, Long> bySeverity() {
    return bySeverity;
  }

  /**
   * Takes findings that are new or changed, and tells what is worth it.
   *
   * @throws IOException if a line cannot be written; nothing is lost by it, see {@link #tell}
   */
  public void offer(List<Finding> changed) throws IOException {
    for (Finding finding : changed) {
      untold.put(finding.id(), finding);
    }
    for (Finding finding : changed) {
      if (isUrgent(finding)) {
        tell(finding);
      }
    }
  }

  private boolean isUrgent(Finding finding) {
    Told before = told.get(finding.id());
    if (before == null || !before.stands || !finding.stands()) {
      return true;
    }
    return finding.severity() != before.severity
        || finding.flows() >= 2 * before.flows
        || finding.clients() >= 2 * Math.max(1, before.clients);
  }

  /**
   * Tells all that is not told yet: at the end of a period, and after a line could not be written.
   *
   * @throws IOException if a line cannot be written; it and those after it stay to be told
   */
  public void tell() throws IOException {
    for (Finding finding : new ArrayList<>(untold.values())) {
      tell(finding);
    }
    boolean gone = Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    if (gone || bytes > MAX_BYTES) {
      beginAnother(gone);
    }
  }

  private void beginAnother(boolean gone) throws IOException {
    if (!gone) {
      Files.move(file, file.resolveSibling(NAME_BEFORE), StandardCopyOption.REPLACE_EXISTING);
    }
    FileChannel before = channel;
    open();
    before.close();
  }

  private void tell(Finding finding) throws IOException {
    String id = finding.id();
    Told before = told.get(id);
    boolean stands = finding.stands();
    Told now =
        new Told(finding.severity(), finding.clients(), finding.flows(), finding.packets(), stands);
    if (now.equals(before) || !stands && (before == null || !before.stands)) {
      untold.remove(id);
      return;
    }
    String kind = !stands ? "withdrawn" : before == null || !before.stands ? "new" : "updated";
    Instant time = Instant.now();
    long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    String line = FindingJson.line(finding, kind, nanos) + "\n";
    append(line.getBytes(StandardCharsets.UTF_8));
    if (syslog != null) {
      syslog.send(finding.severity(), time, FindingJson.brief(finding, kind, nanos));
    }
    untold.remove(id);
    told.put(id, now);
    if (stands && (before == null || before.severity != now.severity)) {
      bySeverity.merge(now.severity.label(), 1L, Long::sum);
    }
  }

  /** Forgets how much was told of findings, whose counts begin anew; their ids stay known. */
  public void countsBeginAnew() {
    untold.clear();
    told.replaceAll((id, before) -> new Told(before.severity, 0, 0, 0, before.stands));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
