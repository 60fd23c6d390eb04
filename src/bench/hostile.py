#!/usr/bin/env python3
"""What programs do with hostile captures: a table of crashes, hangs and silent losses.

    src/bench/hostile.py run JAR DIRECTORY RESULTS.csv [FIRST LAST]    runs what is installed; adds rows to RESULTS.csv
    src/bench/hostile.py table RESULTS.csv                             prints the table

crash: ended by a signal, or with a stack trace of its own. hang: longer than 10 s. refused: nothing was read, and it
said so. silent loss: fewer packets than another program found, exit code 0, and not a word on standard error. Only
programs that count packets can be caught at it. silent about damage: the same of a file of which tidewaiter, tshark
and tcpdump all say that something is wrong with it. FIRST and LAST choose files by their number from 0, to run in pieces.
"""
import concurrent.futures, csv, os, re, shutil, subprocess, sys, tempfile, time

SECONDS = 10
NOISE = rb"reading from file[^\n]*\n|Running as user[^\n]*\n"


def ours(out, scratch):
    total = 0
    path = os.path.join(scratch, "r", "accounting.csv")
    for line in open(path) if os.path.exists(path) else []:
        cells = line.split(",")
        if cells[0] == "read" and cells[2] == "packets":
            total += int(cells[3])
    return total


def lines(out, scratch):
    return out.count(b"\n")


def number(pattern):
    def find(out, scratch):
        found = re.search(pattern, out)
        return int(found.group(1)) if found else 0
    return find


def programs(jar, scratch):
    replay = ["java", "-XX:TieredStopAtLevel=1", "-jar", jar, "replay", "-q", "--page", "never", "--force"]
    return {
        "tidewaiter": (replay + ["--out", f"{scratch}/r", "FILE"], ours),
        "tshark": (["tshark", "-n", "-r", "FILE", "-T", "fields", "-e", "frame.number"], lines),
        "tcpdump": (["tcpdump", "-n", "-r", "FILE", "--count"], number(rb"(\d+) packets?")),
        "ndpiReader": (["ndpiReader", "-q", "-i", "FILE"], None),
        "argus": (["argus", "-r", "FILE", "-w", f"{scratch}/argus"], None),
        "nfpcapd": (["nfpcapd", "-r", "FILE", "-w", f"{scratch}/nf"], None),
        "zeek": (["zeek", "-C", "-r", "FILE"], None),
        "suricata": (["suricata", "-r", "FILE", "-l", f"{scratch}/nf"], None),
    }


def run(jar, directory, results, first=0, last=10**9):
    scratch = tempfile.mkdtemp()
    jar = os.path.abspath(jar)
    names = sorted(name for name in os.listdir(directory) if os.path.isfile(os.path.join(directory, name)))
    there = {name: how for name, how in programs(jar, scratch).items() if shutil.which(how[0][0])}
    with open(results, "a", newline="") as out, concurrent.futures.ThreadPoolExecutor(len(there)) as pool:
        for name in names[int(first):int(last) + 1]:
            capture = os.path.abspath(os.path.join(directory, name))
            runs = [pool.submit(one, program, *how, capture, scratch) for program, how in there.items()]
            csv.writer(out).writerows(run.result() for run in runs)
            out.flush()
    shutil.rmtree(scratch)


def one(program, command, count, capture, scratch):
    """Program, file, seconds, how it ended, packets or empty, and whether it said nothing of damage."""
    shutil.rmtree(f"{scratch}/r", ignore_errors=True)
    os.makedirs(f"{scratch}/nf", exist_ok=True)
    name = os.path.basename(capture)
    begin = time.monotonic()
    try:
        done = subprocess.run([capture if word == "FILE" else word for word in command], cwd=scratch,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [program, name, SECONDS, "hang", "", ""]
    seconds = f"{time.monotonic() - begin:.2f}"
    trace = program == "tidewaiter" and b"\tat " in done.stderr
    if done.returncode < 0 or done.returncode >= 128 or trace:
        return [program, name, seconds, "crash", "", ""]
    quiet = done.returncode == 0 and not re.sub(NOISE, b"", done.stderr).strip()
    packets = count(done.stdout, scratch) if count else ""
    refused = packets == 0 and not quiet if count else done.returncode != 0
    return [program, name, seconds, "refused" if refused else "read", packets, "quiet" if quiet else "said"]


def table(results):
    rows = list(csv.reader(open(results)))
    most = {}
    for _, name, _, _, packets, _ in rows:
        most[name] = max(most.get(name, 0), int(packets or 0))
    print(f"{len(most)} files\n")
    told = {name: {row[0] for row in rows if row[1] == name and row[5] == "said"} for name in most}
    damaged = {name for name in most if told[name] >= {"tidewaiter", "tshark", "tcpdump"}}
    print(f"damage told by tidewaiter, tshark and tcpdump: {len(damaged)} files\n")
    print("| program | crashes | hangs | refused, and said so | silent losses | silent about damage | slowest |")
    print("|---|---|---|---|---|---|---|")
    details = []
    for program in dict.fromkeys(row[0] for row in rows):
        own = [row for row in rows if row[0] == program]
        ended = {how: [row for row in own if row[3] == how] for how in ("crash", "hang", "refused")}
        lost = [row for row in own if row[5] == "quiet" and row[4] and int(row[4]) < most[row[1]]]
        losses = str(len(lost)) if any(row[4] for row in own) else "not counted"
        silent = sum(row[5] == "quiet" and row[1] in damaged for row in own)
        slowest = max(float(row[2]) for row in own)
        print(f"| {program} | {len(ended['crash'])} | {len(ended['hang'])} | {len(ended['refused'])} | {losses} | {silent} | {slowest:.1f} s |")
        details += [f"{program}: {row[3]}: {row[1]}" for row in ended["crash"] + ended["hang"]]
        details += [f"{program}: silent loss: {row[1]}: {row[4]} of {most[row[1]]}" for row in lost]
    print("\n" + "\n".join(details))


if sys.argv[1:2] == ["run"] and len(sys.argv) in (5, 7):
    run(*sys.argv[2:])
elif sys.argv[1:2] == ["table"] and len(sys.argv) == 3:
    table(sys.argv[2])
else:
    sys.exit(__doc__)
