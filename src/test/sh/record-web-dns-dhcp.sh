#!/bin/sh
# Records captures/recorded-web-dns-dhcp.pcap: real programs talking to each other in two network
# namespaces joined by a virtual cable. Nothing leaves the machine; all addresses are 10.77.0.0/24.
#
#   sudo src/test/sh/record-web-dns-dhcp.sh captures/recorded-web-dns-dhcp.pcap
#
# Needs: ip, ethtool, tcpdump, dnsmasq, nginx, curl, udhcpc, dig, ping, openssl.
# Each run gives other ports, times and sequence numbers, so reports of it change with it.
set -eu

output=${1:?usage: record-web-dns-dhcp.sh OUTPUT.pcap}
server=tw-server-$$
client=tw-client-$$
work=$(mktemp -d)
domain=quay.test

cleanup() {
  for pid in $(cat "$work"/*.pid 2>/dev/null); do
    kill "$pid" 2>/dev/null || true
  done
  ip netns delete "$server" 2>/dev/null || true
  ip netns delete "$client" 2>/dev/null || true
  rm -rf "$work" "/etc/netns/$client"
  rmdir /etc/netns 2>/dev/null || true
}
trap cleanup EXIT INT TERM

# "ip netns exec" becomes the program, so that $! of a background one is the program's own.
on_client() { ip netns exec "$client" "$@"; }

# --- two hosts and a cable -------------------------------------------------------------------
mkdir -p "/etc/netns/$client"
printf 'nameserver 10.77.0.1\nsearch %s\n' "$domain" > "/etc/netns/$client/resolv.conf"
ip netns add "$server"
ip netns add "$client"
ip link add eth0 netns "$server" address 02:00:00:77:00:01 \
  type veth peer name eth0 netns "$client" address 02:00:00:77:00:02
for name in "$server" "$client"; do
  # Without this a virtual card leaves checksums to hardware that is not there, and sends 64 KiB.
  ip netns exec "$name" ethtool -K eth0 tx off rx off tso off gso off gro off > /dev/null 2>&1
  ip -n "$name" link set lo up
  ip -n "$name" link set eth0 up
done
ip -n "$server" address add 10.77.0.1/24 dev eth0

# --- the server's programs -------------------------------------------------------------------
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj "/CN=web.$domain" \
  -keyout "$work/key.pem" -out "$work/cert.pem" 2> /dev/null
cat > "$work/nginx.conf" << EOF
user root;
daemon off;
pid $work/nginx.own;
error_log $work/nginx.log;
events {}
http {
  access_log off;
  server {
    listen 80;
    listen 443 ssl http2;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate $work/cert.pem;
    ssl_certificate_key $work/key.pem;
    location / { return 200 "berth 4 is free\n"; }
    location /plan { alias $work/plan.txt; }
  }
}
EOF
seq -f 'berth %g: free' 1 900 > "$work/plan.txt"
ip netns exec "$server" nginx -c "$work/nginx.conf" -p "$work" 2> /dev/null &
echo $! > "$work/nginx.pid"
ip netns exec "$server" dnsmasq --keep-in-foreground --conf-file=/dev/null --no-hosts --no-resolv --user=root \
  --pid-file= --dhcp-leasefile="$work/leases" --interface=eth0 --bind-interfaces \
  --domain="$domain" --local="/$domain/" --dhcp-range=10.77.0.50,10.77.0.99,1h \
  --host-record="web.$domain,10.77.0.1" --host-record="kms.$domain,10.77.0.15" \
  --srv-host="_vlmcs._tcp.$domain,kms.$domain,1688" 2> "$work/dnsmasq.log" &
echo $! > "$work/dnsmasq.pid"
ip netns exec "$server" \
  tcpdump -i eth0 -U --immediate-mode -w "$work/recorded.pcap" 2> "$work/tcpdump.log" &
tcpdump=$!
echo "$tcpdump" > "$work/tcpdump.pid"
sleep 2

# --- what the client does --------------------------------------------------------------------
cat > "$work/udhcpc.sh" << 'EOF'
#!/bin/sh
if [ "$1" = bound ]; then
  ip address add "$ip/24" dev "$interface"
fi
EOF
chmod +x "$work/udhcpc.sh"
on_client udhcpc -i eth0 -n -q -f -s "$work/udhcpc.sh" -x hostname:ws-77 2> /dev/null
on_client ping -q -c 3 -i 0.3 "web.$domain" > /dev/null
on_client dig +short "_vlmcs._tcp.$domain" SRV > /dev/null
on_client dig +short +tcp "kms.$domain" A > /dev/null
on_client dig +short "missing.$domain" A > /dev/null
on_client curl -s "http://web.$domain/" > /dev/null
on_client curl -s "http://web.$domain/plan" "http://web.$domain/" > /dev/null
on_client curl -s -k "https://web.$domain/plan" > /dev/null
on_client curl -s -k --tls-max 1.2 --http1.1 "https://web.$domain/" > /dev/null
# Nobody listens there: refused. Nobody is there: silence.
on_client curl -s "http://web.$domain:8080/" > /dev/null || true
on_client curl -s --max-time 4 "http://10.77.0.15:1688/" > /dev/null || true
sleep 1

kill "$tcpdump"
wait "$tcpdump" 2> /dev/null || true
cp "$work/recorded.pcap" "$output"
grep -E 'captured|dropped' "$work/tcpdump.log"
