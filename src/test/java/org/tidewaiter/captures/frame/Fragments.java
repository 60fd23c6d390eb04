package org.tidewaiter.captures.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts one datagram into the frames of its fragments, in order; a test may shuffle them. */
public final class Fragments {
  private Fragments() {}

  /**
   * The frames of an IPv4 datagram in fragments.
   *
   * @param outer the layers before IPv4
   * @param header the header that all fragments share
   * @param pieceBytes payload of each fragment but the last, a multiple of 8
   * @param carried the layers after IPv4
   */
  public static List<byte[]> ipv4(
      List<Layer> outer, Ipv4 header, int pieceBytes, Layer... carried) {
    int protocol = carried[0].ipProtocol();
    byte[] whole = payload(header, carried);
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < whole.length; at += pieceBytes) {
      int end = Math.min(at + pieceBytes, whole.length);
      Ipv4 piece = header.copy().fragment(at, end < whole.length);
      byte[] bytes = Arrays.copyOfRange(whole, at, end);
      frames.add(Frame.of(outer, piece, Payload.of(bytes).asIpProtocol(protocol)));
    }
    return frames;
  }

  /** The same for IPv6, where {@code identification} stands in the fragment header. */
  public static List<byte[]> ipv6(
      List<Layer> outer, Ipv6 header, long identification, int pieceBytes, Layer... carried) {
    int protocol = carried[0].ipProtocol();
    byte[] whole = payload(header, carried);
    List<byte[]> frames = new ArrayList<>();
    for (int at = 0; at < whole.length; at += pieceBytes) {
      int end = Math.min(at + pieceBytes, whole.length);
      Layer piece = Ipv6Extension.fragment(at, end < whole.length, identification);
      byte[] bytes = Arrays.copyOfRange(whole, at, end);
      frames.add(Frame.of(outer, header, piece, Payload.of(bytes).asIpProtocol(protocol)));
    }
    return frames;
  }

  private static byte[] payload(Layer header, Layer... carried) {
    List<Layer> layers = new ArrayList<>();
    layers.add(header);
    layers.addAll(List.of(carried));
    return Frame.encode(layers, 1);
  }
}
