package org.tidewaiter.captures.frame;

/**
 * One header of a frame, or its payload. A layer is a recipe: set once, encoded as often as wanted,
 * alone responsible for its own lengths and checksums. Numbers that say "what follows" come from
 * the layer that follows.
 */
public interface Layer {
  /** Answer of a layer that has no number in that numbering. */
  int NONE = -1;

  /**
   * The bytes of this layer around what it carries.
   *
   * @param place where in the frame the layer stands
   * @param carried the encoded bytes of all the layers after this one
   */
  byte[] encode(Place place, byte[] carried);

  /** Number by which Ethernet and its kin announce this layer (IANA "ether types"). */
  default int etherType() {
    return NONE;
  }

  /** Number by which IP announces this layer (IANA "protocol numbers"). */
  default int ipProtocol() {
    return NONE;
  }
}
