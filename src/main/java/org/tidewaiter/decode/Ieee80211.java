package org.tidewaiter.decode;

import java.nio.ByteBuffer;

/**
 * Header of an 802.11 data frame (IEEE 802.11 clause 9.3.2).
 *
 * <pre>
 *   0                   1                   2                   3
 *   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *  +-------+---+---+-+-+-+-+-+-+-+-+-------------------------------+
 *  |Subtype|Typ|Ver|O|P|D|M|R|F|f|t|            Duration           |
 *  +-------+---+---+-+-+-+-+-+-+-+-+-------------------------------+
 *  |                      Address 1, 6 bytes                       |
 *  +---------------------------------------------------------------+
 *  |                      Address 2, 6 bytes                       |
 *  +---------------------------------------------------------------+
 *  |                      Address 3, 6 bytes                       |
 *  +-----------------------+-------+-------------------------------+
 *  |   Sequence number     |Fragmnt|  Address 4, if from and to DS |
 *  +-----------------------+-------+-------------------------------+
 *  |  QoS control, if QoS  |   HT control, if QoS and O            |
 *  +-----------------------+---------------------------------------+
 * </pre>
 */
final class Ieee80211 {
  /** Bytes that must be there to tell data frames from others. */
  static final int FRAME_CONTROL_LENGTH = 2;

  static final int MIN_DATA_HEADER_LENGTH = 24;

  private static final int FRAME_CONTROL = 0;
  private static final int ADDRESS_1 = 4;
  private static final int ADDRESS_3 = 16;
  private static final int SEQUENCE = 22;

  private static final int ADDRESS_LENGTH = 6;
  private static final int QOS_CONTROL_LENGTH = 2;
  private static final int HT_CONTROL_LENGTH = 4;

  /** Version 0 and type data, with the bit of the subtype that says no data. */
  private static final int KIND_MASK = 0x4f00;

  private static final int KIND_DATA = 0x0800;

  /** Version 0 and type data, whatever the subtype. */
  private static final int TYPE_MASK = 0x0f00;

  private static final int QOS_BIT = 0x8000;

  private static final int TO_DS_BIT = 0x01;
  private static final int FROM_DS_BIT = 0x02;
  private static final int BOTH_DS_BITS = TO_DS_BIT | FROM_DS_BIT;
  private static final int PROTECTED_BIT = 0x40;
  private static final int ORDER_BIT = 0x80;

  /** Above the two bytes: they were exchanged. */
  private static final int EXCHANGED_BIT = 0x1_0000;

  private static final int AMSDU_BIT = 0x80;
  private static final int FRAGMENT_MASK = 0x0f;
  private static final int GROUP_BIT = 0x01;

  private Ieee80211() {}

  /** The first two bytes, in their order on the air: what the other methods want to know. */
  static int frameControl(ByteBuffer bytes, int offset) {
    return bytes.getShort(offset + FRAME_CONTROL) & 0xffff;
  }

  /**
   * The same where the sender may have exchanged the bytes of its 16-bit fields, as Cisco does in
   * CAPWAP; if so, the result remembers it.
   */
  static int exchangedFrameControl(ByteBuffer bytes, int offset) {
    final int control = frameControl(bytes, offset);
    final int exchanged = control >> 8 | (control & 0xff) << 8;
    final boolean isData = (control & TYPE_MASK) == KIND_DATA;
    return !isData && (exchanged & TYPE_MASK) == KIND_DATA ? exchanged | EXCHANGED_BIT : control;
  }

  /** True for a data frame that has data. */
  static boolean isData(int frameControl) {
    return (frameControl & KIND_MASK) == KIND_DATA;
  }

  static boolean isProtected(int frameControl) {
    return (frameControl & PROTECTED_BIT) != 0;
  }

  /** Header length in bytes of a data frame, 24 to 36. */
  static int headerLength(int frameControl) {
    int length = qosControl(frameControl);
    if ((frameControl & QOS_BIT) != 0) {
      length += QOS_CONTROL_LENGTH;
      if ((frameControl & ORDER_BIT) != 0) {
        length += HT_CONTROL_LENGTH;
      }
    }
    return length;
  }

  /** True for a fragment that does not begin its frame. */
  static boolean isLaterFragment(int frameControl, ByteBuffer bytes, int offset) {
    final int lowerByte = (frameControl & EXCHANGED_BIT) != 0 ? SEQUENCE + 1 : SEQUENCE;
    return (bytes.get(offset + lowerByte) & FRAGMENT_MASK) != 0;
  }

  static boolean hasGroupDestination(int frameControl, ByteBuffer bytes, int offset) {
    final int destination = (frameControl & TO_DS_BIT) != 0 ? ADDRESS_3 : ADDRESS_1;
    return (bytes.get(offset + destination) & GROUP_BIT) != 0;
  }

  /** True for a QoS frame that holds several. */
  static boolean isAmsdu(int frameControl, ByteBuffer bytes, int offset) {
    return (frameControl & QOS_BIT) != 0
        && (bytes.get(offset + qosControl(frameControl)) & AMSDU_BIT) != 0;
  }

  /** Where QoS control stands, or would stand, from the header's start. */
  private static int qosControl(int frameControl) {
    return (frameControl & BOTH_DS_BITS) == BOTH_DS_BITS
        ? MIN_DATA_HEADER_LENGTH + ADDRESS_LENGTH
        : MIN_DATA_HEADER_LENGTH;
  }
}
