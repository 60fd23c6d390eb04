package org.tidewaiter.captures.theme;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Fragments;
import org.tidewaiter.captures.frame.Icmp;
import org.tidewaiter.captures.frame.Ipv4;
import org.tidewaiter.captures.frame.Ipv6;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Payload;
import org.tidewaiter.captures.frame.Tcp;
import org.tidewaiter.captures.frame.Udp;
import org.tidewaiter.captures.talk.Trace;

/**
 * Datagrams in fragments, udp/4000x to udp/9000, of IPv4 and IPv6: in order, backwards, two
 * datagrams interleaved, and one whose first fragment is missing. Then a fragmented echo request
 * and a SYN whose TCP header is cut after eight bytes.
 */
public final class FragmentedDatagrams {
  private static final List<Layer> ETHERNET =
      List.of(Ethernet.between(Lan.CLIENT.mac(), Lan.SERVER.mac()));
  private static final int PIECE = 1480;
  private static final int PIECE6 = 1448;

  private final Trace trace = Lan.trace("fragments");

  private FragmentedDatagrams() {}

  /** The capture. */
  public static byte[] toByteArray() {
    FragmentedDatagrams capture = new FragmentedDatagrams();
    capture.family(0, false);
    capture.family(50, true);
    capture.others();
    return Pcap.of(capture.trace).toByteArray();
  }

  private void family(double at, boolean six) {
    send(at, datagram(six, 40_001, 101));
    List<byte[]> backwards = datagram(six, 40_002, 102);
    Collections.reverse(backwards);
    send(at + 10, backwards);
    List<byte[]> one = datagram(six, 40_003, 103);
    List<byte[]> other = datagram(six, 40_004, 104);
    List<byte[]> interleaved = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      interleaved.add(one.get(i));
      interleaved.add(other.get(i));
    }
    send(at + 20, interleaved);
    List<byte[]> headless = datagram(six, 40_005, 105);
    send(at + 30, headless.subList(1, headless.size()));
  }

  private void others() {
    Ipv4 header = Ipv4.between(Lan.CLIENT.ip(), Lan.SERVER.ip()).ttl(128);
    send(
        100,
        Fragments.ipv4(ETHERNET, header.id(201), PIECE, Icmp.echo(false, 7, 1), content(3000)));
    // Nobody needs to fragment a SYN; who does hopes that somebody looks only at first fragments.
    Layer syn = Tcp.syn(40_006, 80, 1_000_000);
    send(110, Fragments.ipv4(ETHERNET, header.id(202), 8, syn));
  }

  private List<byte[]> datagram(boolean six, int port, int id) {
    Layer udp = Udp.ports(port, 9000);
    return six
        ? Fragments.ipv6(
            ETHERNET,
            Ipv6.between(Lan.CLIENT6.ip(), Lan.SERVER6.ip()),
            id,
            PIECE6,
            udp,
            content(4000))
        : Fragments.ipv4(
            ETHERNET,
            Ipv4.between(Lan.CLIENT.ip(), Lan.SERVER.ip()).ttl(128).id(id),
            PIECE,
            udp,
            content(4000));
  }

  private static Payload content(int length) {
    return Payload.text("tide ".repeat(length / 5));
  }

  private void send(double at, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      trace.frame(at + 0.0001 * i, frames.get(i));
    }
  }
}
