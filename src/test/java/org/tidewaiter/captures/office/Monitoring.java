package org.tidewaiter.captures.office;

import static org.tidewaiter.captures.office.Office.DC;
import static org.tidewaiter.captures.office.Office.MONITOR;

import org.tidewaiter.captures.frame.Bytes;
import org.tidewaiter.captures.frame.Icmp;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.message.Ntp;
import org.tidewaiter.captures.talk.Host;
import org.tidewaiter.captures.talk.IpConversation;

/** Pings, of the monitoring host and of people, and the controller's own clock. */
final class Monitoring {
  private static final Host TIME_SERVER =
      Office.outside("time.cloudflare.com", "162.159.200.1", 7, 9_300);

  private final Office office;

  Monitoring(Office office) {
    this.office = office;
  }

  /** The monitoring host asks once whether a server is there. */
  void check(double at, Host server, int sequence) {
    byte[] data = new Bytes().le64(Office.nanosAt(at) / 1_000_000_000L).toArray();
    Bytes payload = new Bytes().add(data).le64(417_000 + sequence);
    for (int i = 0x10; i < 0x38; i++) {
      payload.u8(i);
    }
    ping(office.ip(at, MONITOR, server), 0x2f00 | server.ip().length(), sequence, payload);
  }

  /** Somebody types "ping" on Windows: four times, a second apart. */
  void ping(double at, Host client, Host target) {
    IpConversation talk = office.ip(at, client, target);
    int sequence = 40 + office.random().nextInt(400);
    for (int i = 0; i < 4; i++) {
      ping(talk, 1, sequence + i, new Bytes().text("abcdefghijklmnopqrstuvwabcdefghi"));
      talk.pause(1.008);
    }
  }

  /** The domain controller sets its clock by the Internet. */
  void setClock(double at) {
    long nanos = Office.nanosAt(at);
    office
        .udp(at, DC, 123, TIME_SERVER, 123)
        .client(Ntp.request(nanos))
        .server(Ntp.reply(nanos, nanos + 4_700_000, "10.21.8.34"));
  }

  private static void ping(IpConversation talk, int id, int sequence, Bytes payload) {
    Payload data = Payload.of(payload.toArray());
    talk.client(Icmp.echo(false, id, sequence), data).server(Icmp.echo(true, id, sequence), data);
  }
}
