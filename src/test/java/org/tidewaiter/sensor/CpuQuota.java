package org.tidewaiter.sensor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A control group that gives its processes a part of a processor; tests are skipped without. */
final class CpuQuota implements AutoCloseable {
  private static final long PERIOD_MICROSECONDS = 20_000;
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  private final Path group;
  private final boolean unified;

  private CpuQuota(Path group, boolean unified) {
    this.group = group;
    this.unified = unified;
  }

  static CpuQuota create() throws IOException {
    Path controllers = CGROUPS.resolve("cgroup.controllers");
    boolean unified =
        Files.exists(controllers)
            && List.of(Files.readString(controllers).trim().split(" ")).contains("cpu");
    Path parent = unified ? CGROUPS : CGROUPS.resolve("cpu");
    assumeTrue(Files.isWritable(parent), "control groups are not to be had here");
    Path group = parent.resolve("tidewaiter-test-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    CpuQuota quota = new CpuQuota(group, unified);
    boolean works = Files.exists(group.resolve(unified ? "cpu.max" : "cpu.cfs_quota_us"));
    if (!works) {
      quota.close();
    }
    assumeTrue(works, "control groups of processor time are not to be had here");
    return quota;
  }

  /** Lets the process have so many hundredths of a processor, all its threads together. */
  void limit(long pid, int percent) throws IOException {
    long quota = PERIOD_MICROSECONDS * percent / 100;
    if (unified) {
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROSECONDS);
    } else {
      Files.writeString(group.resolve("cpu.cfs_period_us"), Long.toString(PERIOD_MICROSECONDS));
      Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
    }
    Files.writeString(group.resolve("cgroup.procs"), Long.toString(pid));
  }

  /** Its processes must have ended. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(group);
  }
}
