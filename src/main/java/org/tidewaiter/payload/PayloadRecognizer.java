package org.tidewaiter.payload;

import java.nio.ByteBuffer;

/**
 * Names the protocol of one payload and the role of its sender.
 *
 * <p>A result is an int: {@link #protocol}, {@link #role} and {@link #hint} read it; 0 is "cannot
 * tell". Results of one flow are put together by {@link #refine} (packets of one direction) and
 * {@link #combine} (the two directions).
 */
public final class PayloadRecognizer {
  /** Role: the bytes look the same from either side. */
  public static final int ROLE_UNKNOWN = 0;

  /** Role: the sender of these bytes is the client. */
  public static final int CLIENT_SPOKE = 1;

  /** Role: the sender of these bytes is the server. */
  public static final int SERVER_SPOKE = 2;

  /** First payload packets of each direction that are worth recognising, until one is named. */
  public static final int PACKETS_PER_DIRECTION = 3;

  private static final int TCP = 6;
  private static final int UDP = 17;

  private PayloadRecognizer() {}

  /**
   * Names the protocol of a transport payload. Neither allocates nor throws.
   *
   * @param bytes big endian; only absolute reads within the captured payload
   * @param offset index of the first payload byte
   * @param captured payload bytes in the buffer, 0 or more
   * @param wireLength payload bytes that were on the wire, at least {@code captured}
   * @param ipProtocol IP protocol number; other than TCP and UDP nothing is recognised
   * @return a result, 0 if the bytes cannot be named for sure
   */
  public static int recognize(
      ByteBuffer bytes, int offset, int captured, int wireLength, int ipProtocol) {
    if (ipProtocol == TCP) {
      return TcpProtocols.recognize(bytes, offset, captured, wireLength);
    }
    if (ipProtocol == UDP) {
      return UdpProtocols.recognize(bytes, offset, captured, wireLength);
    }
    return 0;
  }

  /** The protocol of a result; {@link PayloadProtocol#NONE} if the bytes could not be named. */
  public static PayloadProtocol protocol(int result) {
    return PayloadProtocol.ofOrdinal(result & PayloadResult.PROTOCOL_MASK);
  }

  /** {@link #CLIENT_SPOKE}, {@link #SERVER_SPOKE} or {@link #ROLE_UNKNOWN}. */
  public static int role(int result) {
    return result >> PayloadResult.ROLE_SHIFT & PayloadResult.ROLE_MASK;
  }

  /** Whether the result names a protocol. A result can have only a hint for {@link #combine}. */
  public static boolean isNamed(int result) {
    return (result & PayloadResult.PROTOCOL_MASK) != 0;
  }

  /**
   * Puts together the results of two packets of one direction, in their order: the first name
   * stays, except that a NetBIOS session becomes the SMB that it carries.
   */
  public static int refine(int earlier, int later) {
    return PayloadResult.refine(earlier, later);
  }

  /**
   * Puts together the results of the two directions of one flow. Which one is the client's need not
   * be known; the role in the returned result is that of the sender of {@code one}.
   */
  public static int combine(int one, int other) {
    return PayloadResult.combine(one, other);
  }
}
