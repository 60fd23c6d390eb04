package org.tidewaiter.captures.frame;

import java.util.List;

/** What a transport needs to know of the IP header around it: the addresses of the checksum. */
interface IpHeader extends Layer {
  /** Source address, 4 or 16 bytes. */
  byte[] source();

  /**
   * Destination as the checksum sees it: the final one, when a routing header stands between.
   *
   * @param between the layers between this header and the transport
   */
  byte[] pseudoDestination(List<Layer> between);
}
