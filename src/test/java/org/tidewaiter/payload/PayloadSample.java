package org.tidewaiter.payload;

/**
 * A payload and what it must be recognised as.
 *
 * @param protocol the label
 * @param transport IP protocol number
 * @param role role of the sender that must be told
 * @param bytes the whole payload
 */
record PayloadSample(PayloadProtocol protocol, int transport, int role, byte[] bytes) {
  static final int TCP = 6;
  static final int UDP = 17;

  int recognize(int captured, int wireLength) {
    return PayloadRecognizer.recognize(
        Literal.buffer(bytes, 0), 0, captured, wireLength, transport);
  }

  @Override
  public String toString() {
    String from =
        switch (role) {
          case PayloadRecognizer.CLIENT_SPOKE -> "client";
          case PayloadRecognizer.SERVER_SPOKE -> "server";
          default -> "either";
        };
    return protocol + (transport == TCP ? "/tcp" : "/udp") + " from " + from + " " + bytes.length;
  }
}
