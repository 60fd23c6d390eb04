package org.tidewaiter.decode;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Packets by the number of a protocol that is not decoded: which, and how many.
 *
 * <p>A small open-addressing table. Packets choose the numbers, so it is bounded: of more than
 * {@link #MAX_NUMBERS} distinct ones it keeps the smallest, and packets with others are counted
 * together. What it holds so does not depend on the order of packets, nor on how they were shared
 * out among tables that are added up.
 */
public final class ProtocolCounts {
  /** Most distinct numbers. */
  public static final int MAX_NUMBERS = 512;

  private static final int SPACE_SHIFT = 24;
  private static final int NUMBER_MASK = (1 << SPACE_SHIFT) - 1;

  /** Slot: key + 1, so that 0 is free. Twice as many slots as numbers. */
  private int[] keys = new int[16];

  private long[] counts = new long[16];
  private int size;
  private long beyondLimit;

  /** The greatest key, once there is no room for another. */
  private int greatest;

  /**
   * One number and its packets.
   *
   * @param space the table the number belongs to
   * @param number the number there
   * @param packets how many packets had it
   */
  public record Count(NumberSpace space, int number, long packets) {
    /** For reports: {@code ethertype 0x88cc lldp}, {@code link-type 195 ieee802_15_4_withfcs}. */
    public String label() {
      String name = ProtocolNames.name(space, number);
      String text =
          space == NumberSpace.LINK_TYPE
              ? Integer.toString(number)
              : "0x" + Integer.toHexString(number);
      return space.label() + ' ' + text + (name.isEmpty() ? "" : ' ' + name);
    }
  }

  void add(NumberSpace space, int number) {
    add(space.ordinal() << SPACE_SHIFT | number & NUMBER_MASK, 1);
  }

  void addAll(ProtocolCounts other) {
    for (int i = 0; i < other.keys.length; i++) {
      if (other.keys[i] != 0) {
        add(other.keys[i] - 1, other.counts[i]);
      }
    }
    beyondLimit += other.beyondLimit;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        out.writeInt(keys[i] - 1);
        out.writeLong(counts[i]);
      }
    }
    out.writeLong(beyondLimit);
  }

  void readFrom(DataInput in) throws IOException {
    for (int left = in.readInt(); left > 0; left--) {
      add(in.readInt(), in.readLong());
    }
    beyondLimit += in.readLong();
  }

  /** Packets whose number was one too many for the table. */
  public long beyondLimit() {
    return beyondLimit;
  }

  /** All numbers seen, by space and number. */
  public List<Count> list() {
    List<Count> list = new ArrayList<>(size);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int key = keys[i] - 1;
        list.add(new Count(NumberSpace.of(key >>> SPACE_SHIFT), key & NUMBER_MASK, counts[i]));
      }
    }
    list.sort(ProtocolCounts::bySpace);
    return list;
  }

  private static int bySpace(Count one, Count two) {
    int order = one.space().compareTo(two.space());
    return order != 0 ? order : Integer.compare(one.number(), two.number());
  }

  private void add(int key, long packets) {
    int slot = slot(key);
    if (keys[slot] == 0) {
      if (size == MAX_NUMBERS) {
        if (key > greatest) {
          beyondLimit += packets;
          return;
        }
        dropGreatest();
        slot = slot(key);
      } else if (size * 2 >= keys.length) {
        grow();
        slot = slot(key);
      }
      keys[slot] = key + 1;
      size++;
      if (size == MAX_NUMBERS) {
        findGreatest();
      }
    }
    counts[slot] += packets;
  }

  private int slot(int key) {
    final int mask = keys.length - 1;
    int slot = home(key, mask);
    while (keys[slot] != 0 && keys[slot] != key + 1) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  private static int home(int key, int mask) {
    return (key * 0x9E3779B1) >>> 16 & mask;
  }

  private void findGreatest() {
    greatest = 0;
    for (int key : keys) {
      greatest = Math.max(greatest, key - 1);
    }
  }

  // At most once for each number there is, since the greatest only falls.
  private void dropGreatest() {
    final int mask = keys.length - 1;
    int hole = slot(greatest);
    beyondLimit += counts[hole];
    size--;
    for (int next = hole + 1 & mask; keys[next] != 0; next = next + 1 & mask) {
      final int home = home(keys[next] - 1, mask);
      if ((next - home & mask) >= (next - hole & mask)) {
        keys[hole] = keys[next];
        counts[hole] = counts[next];
        hole = next;
      }
    }
    keys[hole] = 0;
    counts[hole] = 0;
  }

  private void grow() {
    final int[] oldKeys = keys;
    final long[] oldCounts = counts;
    keys = new int[oldKeys.length * 2];
    counts = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i] - 1);
        keys[slot] = oldKeys[i];
        counts[slot] = oldCounts[i];
      }
    }
  }
}
