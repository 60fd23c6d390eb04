package org.tidewaiter.payload;

/**
 * How a result of recognition is packed into an int, and how results are put together.
 *
 * <pre>
 *  31          16 15          10 9    8 7            0
 * +--------------+--------------+------+--------------+
 * |      0       |     hints    | role |   protocol   |
 * +--------------+--------------+------+--------------+
 * </pre>
 *
 * <p>A hint says what bytes may be that one direction alone cannot name: a greeting of {@code 220}
 * is SMTP or FTP, and a {@code USER} is FTP, POP3 or IRC. Two directions whose hints share exactly
 * one protocol name it.
 */
final class PayloadResult {
  static final int PROTOCOL_MASK = 0xff;
  static final int ROLE_SHIFT = 8;
  static final int ROLE_MASK = 3;

  /** Hint: may be SMTP. */
  static final int MAYBE_SMTP = 1 << 10;

  /** Hint: may be FTP. */
  static final int MAYBE_FTP = 1 << 11;

  /** Hint: may be POP3. */
  static final int MAYBE_POP3 = 1 << 12;

  /** Hint: may be Redis. */
  static final int MAYBE_REDIS = 1 << 13;

  /** Hint: may be IRC. */
  static final int MAYBE_IRC = 1 << 14;

  /** Hint: may be MQTT. */
  static final int MAYBE_MQTT = 1 << 15;

  private static final int HINT_MASK =
      MAYBE_SMTP | MAYBE_FTP | MAYBE_POP3 | MAYBE_REDIS | MAYBE_IRC | MAYBE_MQTT;

  private PayloadResult() {}

  /** A result: bytes of this protocol, sent by its client. */
  static int fromClient(PayloadProtocol protocol) {
    return protocol.ordinal() | PayloadRecognizer.CLIENT_SPOKE << ROLE_SHIFT;
  }

  /** A result: bytes of this protocol, sent by its server. */
  static int fromServer(PayloadProtocol protocol) {
    return protocol.ordinal() | PayloadRecognizer.SERVER_SPOKE << ROLE_SHIFT;
  }

  /** A result: bytes of this protocol, which either side may have sent. */
  static int fromEither(PayloadProtocol protocol) {
    return protocol.ordinal();
  }

  /** A result that names nothing yet: the sender is the client of one of the hinted protocols. */
  static int hintFromClient(int hints) {
    return hints | PayloadRecognizer.CLIENT_SPOKE << ROLE_SHIFT;
  }

  /** A result that names nothing yet: the sender is the server of one of the hinted protocols. */
  static int hintFromServer(int hints) {
    return hints | PayloadRecognizer.SERVER_SPOKE << ROLE_SHIFT;
  }

  static int refine(int earlier, int later) {
    if ((earlier & PROTOCOL_MASK) == 0) {
      return earlier == 0 || (later & PROTOCOL_MASK) != 0 ? later : earlier;
    }
    boolean session = (earlier & PROTOCOL_MASK) == PayloadProtocol.NETBIOS_SESSION.ordinal();
    return session && isSmb(later & PROTOCOL_MASK) ? later : earlier;
  }

  static int combine(int one, int other) {
    int oneProtocol = one & PROTOCOL_MASK;
    int otherProtocol = other & PROTOCOL_MASK;
    if (oneProtocol == 0 && otherProtocol == 0) {
      return combineHints(one, other);
    }
    int protocol;
    if (oneProtocol == 0 || otherProtocol == 0 || oneProtocol == otherProtocol) {
      protocol = oneProtocol != 0 ? oneProtocol : otherProtocol;
    } else {
      protocol = decide(one, other);
    }
    return protocol | combinedRole(one, other) << ROLE_SHIFT;
  }

  /**
   * Two names: the one that the other turns into or belongs to, else the one that the server
   * speaks.
   */
  private static int decide(int one, int other) {
    int oneProtocol = one & PROTOCOL_MASK;
    int otherProtocol = other & PROTOCOL_MASK;
    if (leadsTo(oneProtocol, otherProtocol)) {
      return oneProtocol;
    }
    if (leadsTo(otherProtocol, oneProtocol)) {
      return otherProtocol;
    }
    boolean otherServes =
        role(other) == PayloadRecognizer.SERVER_SPOKE
            || role(one) == PayloadRecognizer.CLIENT_SPOKE;
    return otherServes ? otherProtocol : oneProtocol;
  }

  /** Whether a conversation in the first protocol may go on with bytes of the second. */
  private static boolean leadsTo(int first, int second) {
    return switch (PayloadProtocol.ofOrdinal(second)) {
      case TLS ->
          switch (PayloadProtocol.ofOrdinal(first)) {
            case POSTGRESQL, MYSQL, SMTP, FTP, IMAP, POP3, LDAP, RDP, TDS -> true;
            default -> false;
          };
      case HTTP -> first == PayloadProtocol.WINRM.ordinal();
      case NETBIOS_SESSION -> isSmb(first);
      case SMB1 -> first == PayloadProtocol.SMB2.ordinal();
      default -> false;
    };
  }

  private static int combineHints(int one, int other) {
    int shared = one & other & HINT_MASK;
    PayloadProtocol protocol =
        switch (shared) {
          case MAYBE_SMTP -> PayloadProtocol.SMTP;
          case MAYBE_FTP -> PayloadProtocol.FTP;
          case MAYBE_POP3 -> PayloadProtocol.POP3;
          case MAYBE_REDIS -> PayloadProtocol.REDIS;
          case MAYBE_IRC -> PayloadProtocol.IRC;
          case MAYBE_MQTT -> PayloadProtocol.MQTT;
          default -> PayloadProtocol.NONE;
        };
    return protocol == PayloadProtocol.NONE
        ? 0
        : protocol.ordinal() | combinedRole(one, other) << ROLE_SHIFT;
  }

  /** The role of the sender of {@code one}; none if the two directions claim the same role. */
  private static int combinedRole(int one, int other) {
    int oneRole = role(one);
    int opposite = role(other);
    int fromOther =
        opposite == 0
            ? 0
            : PayloadRecognizer.CLIENT_SPOKE + PayloadRecognizer.SERVER_SPOKE - opposite;
    if (oneRole == 0) {
      return fromOther;
    }
    return fromOther == 0 || fromOther == oneRole ? oneRole : PayloadRecognizer.ROLE_UNKNOWN;
  }

  private static int role(int result) {
    return result >> ROLE_SHIFT & ROLE_MASK;
  }

  private static boolean isSmb(int protocol) {
    return protocol == PayloadProtocol.SMB1.ordinal() || protocol == PayloadProtocol.SMB2.ordinal();
  }
}
