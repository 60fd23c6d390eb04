package org.tidewaiter.captures.frame;

/** Address resolution for IPv4 over Ethernet (RFC 826). */
public final class Arp implements Layer {
  private final int operation;
  private final byte[] body;

  private Arp(int operation, byte[] body) {
    this.operation = operation;
    this.body = body;
  }

  /** The question who has {@code target}. */
  public static Arp request(String senderMac, String sender, String target) {
    return new Arp(1, body(senderMac, sender, "00:00:00:00:00:00", target));
  }

  /** The answer that {@code sender} is at {@code senderMac}. */
  public static Arp reply(String senderMac, String sender, String targetMac, String target) {
    return new Arp(2, body(senderMac, sender, targetMac, target));
  }

  private static byte[] body(String senderMac, String sender, String targetMac, String target) {
    return Bytes.concat(
        Address.mac(senderMac), Address.ip(sender), Address.mac(targetMac), Address.ip(target));
  }

  @Override
  public byte[] encode(Place place, byte[] carried) {
    Bytes bytes = new Bytes().u16(1).u16(0x0800).u8(6).u8(4).u16(operation);
    return bytes.add(body).add(carried).toArray();
  }

  @Override
  public int etherType() {
    return 0x0806;
  }
}
