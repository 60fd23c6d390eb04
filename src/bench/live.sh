#!/bin/bash
# What capturing costs: processor time of Tidewaiter's sensor and of other programs for the same
# packets, sent at the highest rate that one core can send over a virtual cable.
#
#   sudo src/bench/live.sh [PACKETS] [ROUNDS]
#
# PROGRAMS="tcpdump tidewaiter-ring" in the environment leaves the others out.
#
# Needs root, ip, gcc, /usr/bin/time and a built target/tidewaiter.jar; takes of tcpdump, argus,
# softflowd and nfpcapd those that are there. Prints one table and keeps all runs, with date and
# machine, in src/bench/results.
#
# Nothing leaves the machine: both ends of the cable are in a network namespace. Each program gets
# a capture buffer of 256 MiB where it can be told so. Its time is that of the whole process, from
# its start to its end, so for a JVM start and warm-up are part of it.
set -u

packets=${1:-4000000}
rounds=${2:-3}
flows=1000
buffer_mib=256
here=$(cd "$(dirname "$0")/../.." && pwd)
jar=$here/target/tidewaiter.jar
results=$here/src/bench/results/live-$(date -u +%Y%m%d).csv
work=$(mktemp -d)
net=tw-bench-$$

cleanup() {
  ip netns delete "$net" 2> /dev/null
  rm -rf "$work"
}
trap cleanup EXIT

[ -f "$jar" ] || { echo "build first: mvn -q -DskipTests package" >&2; exit 2; }
gcc -O2 -o "$work/flood" "$here/src/test/c/flood.c" || exit 2

ip netns add "$net" || exit 2
ip -n "$net" link add near0 type veth peer name far0
for device in lo near0 far0; do
  ip netns exec "$net" sysctl -qw "net.ipv6.conf.$device.disable_ipv6=1"
  ip -n "$net" link set dev "$device" up
done

# program NAME -> the command that receives; runs inside the namespace
program() {
  case $1 in
    tcpdump) echo "tcpdump -i far0 -n -B $((buffer_mib * 1024)) -Z root -w /dev/null" ;;
    argus) echo "argus -i far0 -w $work/argus.out" ;;
    softflowd) echo "softflowd -i far0 -d -B $((buffer_mib * 1024 * 1024)) -m 100000 -n 127.0.0.1:9995 -p $work/sf.pid -c $work/sf.ctl" ;;
    nfpcapd) mkdir -p "$work/nf"; echo "nfpcapd -i far0 -b $buffer_mib -w $work/nf" ;;
    tidewaiter-ring) echo "java -jar $jar live --run-as-root -q -i far0 --capture afpacket --buffer ${buffer_mib}M --out $work/ring" ;;
    tidewaiter-pcap4j) echo "java -jar $jar live --run-as-root -q -i far0 --capture pcap4j --buffer ${buffer_mib}M --out $work/pcap4j" ;;
  esac
}

# received NAME -> packets that the program says it has seen; "-" where it does not say
received() {
  case $1 in
    tcpdump) sed -n 's/^\([0-9]*\) packets captured.*/\1/p' "$work/said" ;;
    argus) racount -r "$work/argus.out" 2> /dev/null | awk '$1 == "sum" { print $3 }' ;;
    softflowd) cat "$work/softflowd.seen" 2> /dev/null ;;
    nfpcapd) nfdump -R "$work/nf" -I 2> /dev/null | awk '$1 == "Packets:" { print $2 }' ;;
    tidewaiter-*)
      cat "$work/${1#tidewaiter-}"/2*/accounting.csv |
        awk -F, '$1 == "read" && $3 == "packets" { sum += $4 } END { print sum + 0 }' ;;
  esac
}

# run NAME -> one line of results
run() {
  rm -rf "$work/ring" "$work/pcap4j" "$work/nf" "$work/argus.out" "$work/softflowd.seen"
  # shellcheck disable=SC2046,SC2086 # the command is meant to be split into words
  ip netns exec "$net" /usr/bin/time -o "$work/time" -f '%U %S %e %M' $(program "$1") > "$work/said" 2>&1 &
  timer=$!
  sleep 3
  sent=$(ip netns exec "$net" "$work/flood" -i near0 -n "$packets" -f "$flows")
  sleep 3
  if [ "$1" = softflowd ]; then
    softflowctl -c "$work/sf.ctl" statistics 2> /dev/null |
      sed -n 's/^Packets processed: \([0-9]*\).*/\1/p' > "$work/softflowd.seen"
  fi
  pkill -TERM -P "$timer"
  wait "$timer"
  read -r user system wall memory < <(tail -1 "$work/time")
  seen=$(received "$1")
  awk -v name="$1" -v u="$user" -v s="$system" -v m="$memory" -v n="$packets" -v seen="${seen:--}" -v sent="$sent" '
    BEGIN {
      split(sent, word, " ")
      printf "%s,%d,%s,%.2f,%.2f,%.3f,%.0f,%.3f\n", name, n, seen, u, s, (u + s) * 1e6 / n, m / 1024, n / word[4] / 1e6
    }'
}

mkdir -p "$(dirname "$results")"
{
  echo "# $(date -u +%Y-%m-%dT%H:%M:%SZ), $(uname -sr), $(nproc) x $(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)"
  echo "# $(java -version 2>&1 | head -1), $(tcpdump --version 2>&1 | head -1), commit $(git -C "$here" rev-parse --short HEAD)"
  echo "program,sent,received,user_s,system_s,cpu_us_per_packet,memory_mib,sent_mpps"
} >> "$results"
start=$(wc -l < "$results")
for round in $(seq "$rounds"); do
  for name in ${PROGRAMS:-tcpdump argus softflowd nfpcapd tidewaiter-ring tidewaiter-pcap4j}; do
    command -v "$(program "$name" | cut -d ' ' -f 1)" > /dev/null || continue
    run "$name" | tee -a "$results" >&2
  done
done

echo
echo "Median of $rounds rounds, $packets packets of 64 bytes (60 and the check sequence), $flows flows:"
echo
echo "| program | CPU µs/packet | received of sent | memory MiB |"
echo "|---|---|---|---|"
tail -n +$((start + 1)) "$results" | awk -F, '
  { cost[$1] = cost[$1] " " $6; if (!($1 in order)) { order[$1] = ++count; name[count] = $1 }
    if (!($1 in low) || $3 < low[$1]) { low[$1] = $3 }
    memory[$1] = $7; sent = $2 }
  END {
    for (i = 1; i <= count; i++) {
      n = split(cost[name[i]], value, " ")
      for (a = 1; a < n; a++) for (b = a + 1; b <= n; b++) if (value[b] < value[a]) { t = value[a]; value[a] = value[b]; value[b] = t }
      printf "| %s | %s | %s of %s | %s |\n", name[i], value[int((n + 1) / 2)], low[name[i]], sent, memory[name[i]]
    }
  }'
