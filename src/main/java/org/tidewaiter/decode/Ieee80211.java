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
  private static final int FLAGS = 1;
  private static final int ADDRESS_1 = 4;
  private static final int ADDRESS_3 = 16;
  private static final int SEQUENCE = 22;

  private static final int ADDRESS_LENGTH = 6;
  private static final int QOS_CONTROL_LENGTH = 2;
  private static final int HT_CONTROL_LENGTH = 4;

  /** Version 0 and type data, with the bit of the subtype that says no data. */
  private static final int KIND_MASK = 0x4f;

  private static final int KIND_DATA = 0x08;
  private static final int QOS_BIT = 0x80;

  private static final int TO_DS_BIT = 0x01;
  private static final int FROM_DS_BIT = 0x02;
  private static final int PROTECTED_BIT = 0x40;
  private static final int ORDER_BIT = 0x80;

  private static final int AMSDU_BIT = 0x80;
  private static final int FRAGMENT_MASK = 0x0f;
  private static final int GROUP_BIT = 0x01;

  private Ieee80211() {}

  /** True for a data frame that has data. */
  static boolean isData(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FRAME_CONTROL) & KIND_MASK) == KIND_DATA;
  }

  static boolean isProtected(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FLAGS) & PROTECTED_BIT) != 0;
  }

  /** True for a fragment that does not begin its frame. */
  static boolean isLaterFragment(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + SEQUENCE) & FRAGMENT_MASK) != 0;
  }

  static boolean hasGroupDestination(ByteBuffer bytes, int offset) {
    final boolean toDs = (bytes.get(offset + FLAGS) & TO_DS_BIT) != 0;
    return (bytes.get(offset + (toDs ? ADDRESS_3 : ADDRESS_1)) & GROUP_BIT) != 0;
  }

  /** Header length in bytes of a data frame, 24 to 36. */
  static int headerLength(ByteBuffer bytes, int offset) {
    int length = qosControl(bytes, offset);
    if ((bytes.get(offset + FRAME_CONTROL) & QOS_BIT) != 0) {
      length += QOS_CONTROL_LENGTH;
      if ((bytes.get(offset + FLAGS) & ORDER_BIT) != 0) {
        length += HT_CONTROL_LENGTH;
      }
    }
    return length;
  }

  /** True for a QoS frame that holds several; its whole header must be there. */
  static boolean isAmsdu(ByteBuffer bytes, int offset) {
    return (bytes.get(offset + FRAME_CONTROL) & QOS_BIT) != 0
        && (bytes.get(offset + qosControl(bytes, offset)) & AMSDU_BIT) != 0;
  }

  /** Where QoS control stands, or would stand, from the header's start. */
  private static int qosControl(ByteBuffer bytes, int offset) {
    final int bothDs = TO_DS_BIT | FROM_DS_BIT;
    return (bytes.get(offset + FLAGS) & bothDs) == bothDs
        ? MIN_DATA_HEADER_LENGTH + ADDRESS_LENGTH
        : MIN_DATA_HEADER_LENGTH;
  }
}
