package org.tidewaiter.captures.talk;

import java.util.List;
import org.tidewaiter.captures.frame.Ethernet;
import org.tidewaiter.captures.frame.Layer;

/**
 * What stands before the IP header of a packet: the framing, tags and tunnels of a conversation.
 */
@FunctionalInterface
public interface Link {
  /** Plain Ethernet between the hosts' hardware addresses. */
  Link ETHERNET = (from, to) -> List.of(Ethernet.between(from.mac(), to.mac()));

  /** The layers of a packet in this direction. */
  List<Layer> layers(Host from, Host to);
}
