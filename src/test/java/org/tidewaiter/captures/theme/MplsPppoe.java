package org.tidewaiter.captures.theme;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Mpls;
import org.tidewaiter.captures.frame.Ppp;
import org.tidewaiter.captures.frame.Pppoe;
import org.tidewaiter.captures.frame.Vlan;
import org.tidewaiter.captures.talk.Trace;

/**
 * What providers put around a customer's packets, one web page each from client ports 44001 on:
 * MPLS with one and three labels, an Ethernet pseudowire, PPPoE, PPPoE within QinQ, IPv6 within
 * PPPoE.
 */
public final class MplsPppoe {
  private MplsPppoe() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("mpls-pppoe");
    page(trace, 44_001, Mpls.label(16_001));
    page(trace, 44_002, Mpls.label(16_001), Mpls.label(24_100), Mpls.label(100));
    page(
        trace,
        44_003,
        Mpls.label(16_001),
        Mpls.label(9001),
        Ethernet.between("18:66:da:00:01:11", "00:15:5d:00:01:80").unpadded());
    page(trace, 44_004, Pppoe.session(0x11), Ppp.bare());
    page(trace, 44_005, Vlan.service(300), Vlan.tag(7), Pppoe.session(0x12), Ppp.bare());
    trace.link(
        (from, to) ->
            List.of(Ethernet.between(from.mac(), to.mac()), Pppoe.session(0x13), Ppp.bare()));
    Lan.web(trace, 60, Lan.CLIENT6, 44_006, Lan.SERVER6, 80);
    return Pcap.of(trace).toByteArray();
  }

  private static void page(Trace trace, int clientPort, Layer... between) {
    trace.link(
        (from, to) -> {
          List<Layer> layers = new ArrayList<>();
          layers.add(Ethernet.between(from.mac(), to.mac()));
          layers.addAll(List.of(between));
          return layers;
        });
    Lan.web(trace, 10 * (clientPort - 44_000), Lan.CLIENT, clientPort, Lan.SERVER, 80);
  }
}
