package org.tidewaiter.captures.theme;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.captures.file.Pcap;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Layer;
import org.tidewaiter.captures.frame.Vlan;
import org.tidewaiter.captures.talk.Link;
import org.tidewaiter.captures.talk.Trace;

/**
 * The same web page again and again, from client ports 41001 on: untagged, with a tag, with a
 * priority tag (VLAN 0), in QinQ with three outer ether types, three tags deep. And one question
 * from one port in two VLANs, which is one flow or two as the user wishes.
 */
public final class VlanTags {
  private VlanTags() {}

  /** The capture. */
  public static byte[] toByteArray() {
    Trace trace = Lan.trace("vlan-qinq");
    page(trace, 41_001);
    page(trace, 41_002, Vlan.tag(100));
    page(trace, 41_003, Vlan.tag(0).priority(5));
    page(trace, 41_004, Vlan.tag(200), Vlan.tag(100));
    page(trace, 41_005, Vlan.service(300), Vlan.tag(100));
    page(trace, 41_006, Vlan.tag(400, 0x9100), Vlan.tag(100));
    page(trace, 41_007, Vlan.service(300), Vlan.tag(20), Vlan.tag(4094));
    for (int vlan = 10; vlan <= 11; vlan++) {
      trace.link(tagged(Vlan.tag(vlan)));
      Lan.lookup(trace, 70 + vlan, Lan.CLIENT, 41_008, Lan.SERVER);
    }
    return Pcap.of(trace).toByteArray();
  }

  private static void page(Trace trace, int clientPort, Vlan... tags) {
    trace.link(tagged(tags));
    Lan.web(trace, 10 * (clientPort - 41_000), Lan.CLIENT, clientPort, Lan.SERVER, 80);
  }

  private static Link tagged(Vlan... tags) {
    return (from, to) -> {
      List<Layer> layers = new ArrayList<>();
      layers.add(Ethernet.between(from.mac(), to.mac()));
      layers.addAll(List.of(tags));
      return layers;
    };
  }
}
