package org.tidewaiter.payload.observation;

/**
 * A resource record of a kind that names a host or a service: A, AAAA, CNAME, PTR, SRV.
 *
 * @param name owner, lower case, without the closing dot
 * @param type number of the record type (IANA): one of the constants here
 * @param dnsClass class; 1 is IN, 254 in an update deletes
 * @param ttlSeconds time to live, 0 to 2^32-1
 * @param target host that a CNAME, PTR or SRV names, else empty
 * @param priority of an SRV record, else 0
 * @param weight of an SRV record, else 0
 * @param port of an SRV record, else 0
 * @param addressHigh upper half of the address of an A or AAAA record, else 0
 * @param addressLow lower half of it; IPv4 is ::ffff:a.b.c.d
 */
public record DnsRecord(
    String name,
    int type,
    int dnsClass,
    long ttlSeconds,
    String target,
    int priority,
    int weight,
    int port,
    long addressHigh,
    long addressLow) {
  /** IPv4 address (RFC 1035). */
  public static final int A = 1;

  /** Alias (RFC 1035). */
  public static final int CNAME = 5;

  /** Pointer (RFC 1035). */
  public static final int PTR = 12;

  /** IPv6 address (RFC 3596). */
  public static final int AAAA = 28;

  /** Service location (RFC 2782). */
  public static final int SRV = 33;
}
