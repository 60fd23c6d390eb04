#!/usr/bin/env python3
"""Times whole replays beside the tools that are installed, in alternation.

    mvn -q -DskipTests package && src/bench/replay.py [--runs 5] [--work DIR] [imix snap long]

Makes the captures first (Traffic.java), runs every command once per round, prints medians and keeps
every single run as a row of results/replay-DATE.csv. Files are in the page cache; "cpu" is user and
system time, "MB" the peak resident memory, "stolen" what a virtual machine's host took away of the
processors meanwhile, in seconds of all of them together (Linux).
"""
import argparse
import datetime
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
CAPTURES = {
    "imix": ("4000000", "200000", "imix", "11"),
    "snap": ("8000000", "500000", "snap", "12"),
    "long": ("24000000", "400000", "snap", "13"),
    "tenth": ("5000000", "200000", "snap", "14"),
    "day": ("50000000", "200000", "snap", "14"),
}

# What the launcher tells Java of the heap.
HEAP = ["-XX:PretenureSizeThreshold=64k", "-XX:MaxNewSize=112m", "-XX:+UseTransparentHugePages"]


def commands(work, capture, beside):
    """Name and command of everything that is timed; beside may be another build's directory."""
    out = work / "report"
    own = ["replay", str(capture), "--quiet", "--out", str(out)]
    yield "tidewaiter (launcher)", [str(PROJECT / "target/tidewaiter")] + own
    if beside:
        yield "tidewaiter, other build", [str(beside / "target/tidewaiter")] + own
    yield "tidewaiter (java -jar)", ["java", "-jar", str(PROJECT / "target/tidewaiter.jar")] + own
    # An option, even one that changes nothing, keeps it from going on as the launcher.
    yield "tidewaiter, plain Java", ["java", "-Xshare:auto", "-jar", str(PROJECT / "target/tidewaiter.jar")] + own
    yield "tidewaiter, no page", [str(PROJECT / "target/tidewaiter"), *own, "--page", "never"]
    # What there would be left if reports, page and command line cost nothing; begun with the launcher's options.
    classes = f"{PROJECT / 'target/test-classes'}:{PROJECT / 'target/tidewaiter.jar'}"
    bare = ["-cp", classes, "org.tidewaiter.WarmReplay", str(capture), "1", "2"]
    yield "analysis alone, cold", ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *HEAP, *bare]
    yield "cat > /dev/null", ["sh", "-c", f"cat {capture} > /dev/null"]
    yield "tcpdump -w /dev/null", ["tcpdump", "-r", str(capture), "-w", "/dev/null"]
    yield "capinfos -c", ["capinfos", "-c", str(capture)]
    yield "tcpdump tcp port 1688", ["tcpdump", "-nn", "-r", str(capture), "tcp port 1688"]
    yield "softflowd", ["softflowd", "-r", str(capture), "-n", "127.0.0.1:9", "-d"]
    yield "nfpcapd", ["nfpcapd", "-r", str(capture), "-w", str(out)]
    yield "argus", ["argus", "-r", str(capture), "-w", str(work / "argus.out")]
    yield "ndpiReader", ["ndpiReader", "-i", str(capture), "-q"]


def stolen_seconds():
    """Processor time that the host kept for others since this machine started, 0 where unknown."""
    try:
        with open("/proc/stat", encoding="ascii") as file:
            return int(file.readline().split()[8]) / os.sysconf("SC_CLK_TCK")
    except (OSError, IndexError):
        return 0.0


def measure(command, work):
    """Wall, CPU and stolen time in seconds, peak memory in MB, exit status of one run."""
    shutil.rmtree(work / "report", ignore_errors=True)
    if command[0] == "nfpcapd":
        (work / "report").mkdir()
    (work / "argus.out").unlink(missing_ok=True)
    stolen = stolen_seconds()
    begin = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - begin
    cpu = usage.ru_utime + usage.ru_stime
    return wall, cpu, stolen_seconds() - stolen, usage.ru_maxrss / 1024, child.returncode


def text_of(*command):
    done = subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, check=False)
    return (done.stdout + done.stderr).strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=pathlib.Path, default=PROJECT / "target/bench")
    parser.add_argument("--beside", type=pathlib.Path, metavar="DIR",
                        help="a checkout of another commit, built: its launcher takes turns with this one's")
    parser.add_argument("--slow-peers", action="store_true", help="those that take minutes, too")
    parser.add_argument("captures", nargs="*", default=["imix", "snap"], metavar="|".join(CAPTURES))
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.timezone.utc)
    machine = f"{platform.machine()} {os.cpu_count()} processors {platform.system()}"
    java = text_of("java", "-version").split("\n")[0].replace('"', "")
    commit = text_of("git", "rev-parse", "--short", "HEAD")
    print(f"{now:%Y-%m-%d}, {machine}, {java}, commit {commit}, {args.runs} runs")
    rows = []
    for name in args.captures:
        capture = args.work / f"{name}.pcap"
        if not capture.exists():
            subprocess.run(["java", str(HERE / "Traffic.java"), capture, *CAPTURES[name]], check=True)
        with open(capture, "rb") as file:
            while file.read(1 << 24):
                pass
        measured = {}
        for run in range(args.runs):
            for tool, command in commands(args.work, capture, args.beside):
                slow = tool in ("softflowd", "nfpcapd", "argus", "ndpiReader")
                if not shutil.which(command[0]) or slow and (run > 0 or not args.slow_peers):
                    continue
                wall, cpu, stolen, megabytes, status = measure(command, args.work)
                measured.setdefault(tool, []).append((wall, cpu, stolen, megabytes))
                rows.append([f"{now:%Y-%m-%dT%H:%M}", commit, java, machine, name, tool, str(run),
                             f"{wall:.3f}", f"{cpu:.3f}", f"{megabytes:.0f}", str(status), f"{stolen:.2f}"])
        packets = int(CAPTURES[name][0])
        print(f"\n{name}: {packets:,} packets, {int(CAPTURES[name][1]):,} flows, "
              f"{capture.stat().st_size / 1e9:.2f} GB\n")
        print("| tool | wall s | cpu s | stolen s | MB | million packets/s |\n|---|---|---|---|---|---|")
        for tool, runs in measured.items():
            wall, cpu, stolen, megabytes = (statistics.median(column) for column in zip(*runs))
            print(f"| {tool} | {wall:.2f} | {cpu:.2f} | {stolen:.2f} | {megabytes:.0f} "
                  f"| {packets / wall / 1e6:.1f} |")
    results = HERE / "results" / f"replay-{now:%Y-%m-%d}.csv"
    fresh = not results.exists()
    with open(results, "a", encoding="utf-8") as file:
        if fresh:
            file.write("time,commit,java,machine,capture,tool,run,wall_s,cpu_s,peak_mb,exit,stolen_s\n")
        file.writelines(",".join(row) + "\n" for row in rows)
    print(f"\nEvery run: {results.relative_to(PROJECT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
