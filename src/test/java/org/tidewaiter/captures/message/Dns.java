package org.tidewaiter.captures.message;

import java.util.HashMap;
import java.util.Map;
import org.tidewaiter.captures.frame.Address;
import org.tidewaiter.captures.frame.Bytes;

/**
 * A DNS message (RFC 1035), also as mDNS, LLMNR and dynamic update use it. Sections must be filled
 * in order: questions, answers, authorities, additionals. Names are compressed.
 */
public final class Dns {
  /** Record types. */
  public static final int A = 1,
      NS = 2,
      CNAME = 5,
      SOA = 6,
      PTR = 12,
      TXT = 16,
      AAAA = 28,
      SRV = 33;

  /** More record types. */
  public static final int NSEC = 47, HTTPS = 65, ANY = 255;

  /** Header flags of a usual question, of a recursive answer and of an authoritative one. */
  public static final int QUERY = 0x0100, ANSWER = 0x8180, AUTHORITATIVE = 0x8580;

  private static final int NO_SUCH_NAME = 3;

  private final Bytes message = new Bytes();
  private final Map<String, Integer> names = new HashMap<>();
  private final int[] counts = new int[4];

  /** An empty message. */
  public Dns(int id, int flags) {
    message.u16(id).u16(flags).zeros(8);
  }

  /** A question with recursion desired. */
  public static byte[] query(int id, String name, int type) {
    return new Dns(id, QUERY).question(name, type, 1).toByteArray();
  }

  /** The answer that there is no such name, with the authority that says so. */
  public static byte[] noSuchName(int id, String name, int type, String zone, String primary) {
    return new Dns(id, AUTHORITATIVE | NO_SUCH_NAME)
        .question(name, type, 1)
        .soa(zone, primary)
        .toByteArray();
  }

  /** Adds a question, or for an update the zone; class 1 is the Internet. */
  public Dns question(String name, int type, int questionClass) {
    counts[0]++;
    name(name);
    message.u16(type).u16(questionClass);
    return this;
  }

  /** Adds an address record to the answers. */
  public Dns address(String name, int ttlSeconds, String ip) {
    return address(1, name, 1, ttlSeconds, ip);
  }

  /** Adds an address record to the additional records. */
  public Dns additionalAddress(String name, int ttlSeconds, String ip) {
    return address(3, name, 1, ttlSeconds, ip);
  }

  /** Adds an address record to a section from 1 to 3 with a class; mDNS sets its top bit. */
  public Dns address(int section, String name, int recordClass, int ttlSeconds, String ip) {
    int type = Address.isIpv6(ip) ? AAAA : A;
    return record(section, name, type, recordClass, ttlSeconds, Address.ip(ip));
  }

  /** Adds a service record to the answers (RFC 2782). */
  public Dns service(String name, int ttlSeconds, int port, String target) {
    return service(1, name, 1, ttlSeconds, port, target);
  }

  /** Adds a service record to a section, priority 0 and weight 100. */
  public Dns service(
      int section, String name, int recordClass, int ttlSeconds, int port, String target) {
    Bytes data = new Bytes().u16(0).u16(100).u16(port).add(plainName(target));
    return record(section, name, SRV, recordClass, ttlSeconds, data.toArray());
  }

  /** Adds a record holding one name, such as CNAME or PTR, to a section. */
  public Dns pointer(
      int section, String name, int type, int recordClass, int ttlSeconds, String target) {
    return record(section, name, type, recordClass, ttlSeconds, plainName(target));
  }

  /** Adds a start-of-authority record to the authorities. */
  public Dns soa(String zone, String primary) {
    Bytes data = new Bytes().add(plainName(primary)).add(plainName("hostmaster." + zone));
    data.u32(4711).u32(900).u32(600).u32(86400).u32(3600);
    return record(2, zone, SOA, 1, 3600, data.toArray());
  }

  /** Adds any record to a section: 1 answers, 2 authorities (updates), 3 additional records. */
  public Dns record(
      int section, String name, int type, int recordClass, int ttlSeconds, byte[] data) {
    counts[section]++;
    name(name);
    message.u16(type).u16(recordClass).u32(ttlSeconds).u16(data.length).add(data);
    return this;
  }

  /** Adds the EDNS record: this sender takes datagrams up to that size. */
  public Dns edns(int udpBytes) {
    counts[3]++;
    message.u8(0).u16(41).u16(udpBytes).u32(0).u16(0);
    return this;
  }

  /** The message as UDP carries it. */
  public byte[] toByteArray() {
    for (int i = 0; i < 4; i++) {
      message.set16(4 + 2 * i, counts[i]);
    }
    return message.toArray();
  }

  /** The message as TCP carries it: after its length. */
  public byte[] toTcp() {
    byte[] bytes = toByteArray();
    return new Bytes().u16(bytes.length).add(bytes).toArray();
  }

  /** Character strings of a TXT record. */
  public static byte[] text(String... strings) {
    Bytes bytes = new Bytes();
    for (String string : strings) {
      bytes.u8(string.length()).text(string);
    }
    return bytes.toArray();
  }

  private void name(String name) {
    String rest = name;
    while (!rest.isEmpty()) {
      Integer at = names.get(rest);
      if (at != null) {
        message.u16(0xc000 | at);
        return;
      }
      names.put(rest, message.size());
      int dot = rest.indexOf('.');
      String label = dot < 0 ? rest : rest.substring(0, dot);
      message.u8(label.length()).text(label);
      rest = dot < 0 ? "" : rest.substring(dot + 1);
    }
    message.u8(0);
  }

  private static byte[] plainName(String name) {
    return new Bytes().add(text(name.split("\\.", -1))).u8(0).toArray();
  }
}
