#!/usr/bin/env python3
"""What programs do with hostile captures: a table of crashes, hangs and silent losses.

usage: hostile_table.py JAR DIRECTORY [EVERY]     (EVERY: take only each so manieth file)

crash: ended by a signal, or with a stack trace of its own. hang: longer than 15 s. refused: nothing was read, and it said so.
silent loss: fewer packets than another program found, exit code 0, and not a word on standard error.
Only programs that count packets can be caught at it.
"""
import os, re, shutil, subprocess, sys, tempfile

SECONDS = 15
jar, directory = sys.argv[1], sys.argv[2]
every = int(sys.argv[3]) if len(sys.argv) > 3 else 1
scratch = tempfile.mkdtemp()


def ours(out):
    total = 0
    path = os.path.join(scratch, "r", "accounting.csv")
    for line in open(path) if os.path.exists(path) else []:
        cells = line.split(",")
        if cells[0] == "read" and cells[2] == "packets":
            total += int(cells[3])
    return total


def lines(out):
    return out.count(b"\n")


def number(pattern):
    def find(out):
        found = re.search(pattern, out)
        return int(found.group(1)) if found else 0
    return find


PROGRAMS = {
    "tidewaiter": (["java", "-jar", jar, "replay", "-q", "--page", "never", "--force", "--out", f"{scratch}/r", "FILE"], ours),
    "tshark": (["tshark", "-n", "-r", "FILE", "-T", "fields", "-e", "frame.number"], lines),
    "tcpdump": (["tcpdump", "-n", "-r", "FILE", "--count"], number(rb"(\d+) packets?")),
    "ndpiReader": (["ndpiReader", "-q", "-i", "FILE"], None),
    "argus": (["argus", "-r", "FILE", "-w", f"{scratch}/argus"], None),
    "nfpcapd": (["nfpcapd", "-r", "FILE", "-w", f"{scratch}/nf"], None),
}

files = sorted(os.path.join(directory, name) for name in os.listdir(directory))
files = [name for name in files if os.path.isfile(name)][::every]
table = {}
counts = {}
for program, (command, count) in PROGRAMS.items():
    if not shutil.which(command[0]):
        continue
    row = table[program] = {"crash": [], "hang": [], "refused": [], "said": 0}
    for name in files:
        shutil.rmtree(f"{scratch}/r", ignore_errors=True)
        os.makedirs(f"{scratch}/nf", exist_ok=True)
        try:
            run = subprocess.run([name if word == "FILE" else word for word in command],
                                 stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            row["hang"].append(name)
            continue
        trace = program == "tidewaiter" and b"\tat " in run.stderr
        if run.returncode < 0 or run.returncode >= 128 or trace:
            row["crash"].append(name)
            continue
        noise = rb"reading from file[^\n]*\n|Running as user[^\n]*\n"
        quiet = run.returncode == 0 and not re.sub(noise, b"", run.stderr).strip()
        if count:
            counts[program, name] = (count(run.stdout), quiet)
            if counts[program, name][0] == 0 and not quiet:
                row["refused"].append(name)
        elif run.returncode != 0:
            row["refused"].append(name)
shutil.rmtree(scratch)

print(f"{len(files)} files\n")
print("| program | crashes | hangs | refused, and said so | silent losses |\n|---|---|---|---|---|")
details = []
for program, row in table.items():
    losses = "not counted"
    if PROGRAMS[program][1]:
        lost = []
        for name in files:
            most = max((value[0] for key, value in counts.items() if key[1] == name), default=0)
            found = counts.get((program, name))
            if found and found[1] and found[0] < most:
                lost.append((name, found[0], most))
        losses = str(len(lost))
        details += [f"{program}: {os.path.basename(name)}: {got} of {most}" for name, got, most in lost]
    print(f"| {program} | {len(row['crash'])} | {len(row['hang'])} | {len(row['refused'])} | {losses} |")
    for kind in ("crash", "hang"):
        details += [f"{program}: {kind}: {os.path.basename(name)}" for name in row[kind]]
print()
print("\n".join(details))
