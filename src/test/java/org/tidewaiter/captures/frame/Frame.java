package org.tidewaiter.captures.frame;

import java.util.ArrayList;
import java.util.List;

/** Puts layers together into the bytes of one frame. */
public final class Frame {
  private Frame() {}

  /** The frame made of these layers, outermost first. */
  public static byte[] of(Layer... layers) {
    return of(List.of(layers));
  }

  /** The frame made of these layers, outermost first. */
  public static byte[] of(List<Layer> layers) {
    return encode(layers, 0);
  }

  /** The frame made of two lists of layers, outermost first. */
  public static byte[] of(List<Layer> outer, Layer... inner) {
    List<Layer> all = new ArrayList<>(outer);
    all.addAll(List.of(inner));
    return of(all);
  }

  /** Encodes the layers from {@code first} on, the earlier ones only giving the context. */
  static byte[] encode(List<Layer> layers, int first) {
    byte[] carried = {};
    for (int i = layers.size() - 1; i >= first; i--) {
      carried = layers.get(i).encode(new Place(layers, i), carried);
    }
    return carried;
  }
}
