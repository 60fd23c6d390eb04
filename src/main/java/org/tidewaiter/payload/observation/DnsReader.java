package org.tidewaiter.payload.observation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads DNS responses and dynamic updates (RFC 1035 section 4, RFC 2136 section 2). */
final class DnsReader {
  /** Records kept of one message; those beyond are skipped. */
  static final int MAX_RECORDS = 128;

  private static final int HEADER_LENGTH = 12;
  private static final int UPDATE = 5;
  private static final int MAX_NAME_LENGTH = 255;

  /** A name that jumps more often than it can have labels goes in circles. */
  private static final int MAX_POINTERS = 127;

  private DnsReader() {}

  static boolean wants(ByteBuffer bytes, int offset, int captured, boolean stream) {
    int header = stream ? offset + 2 : offset;
    if (captured < HEADER_LENGTH + (stream ? 2 : 0)) {
      return false;
    }
    int flags = bytes.getShort(header + 2) & 0xffff;
    return flags >= 0x8000 || (flags >> 11 & 15) == UPDATE;
  }

  static boolean read(Cursor payload, boolean stream, Envelope envelope, List<Observation> found) {
    if (stream) {
      int length = payload.u16();
      if (!payload.has(length)) {
        return false;
      }
      payload.end = payload.index + length;
    }
    int message = payload.index;
    int transactionId = payload.u16();
    int flags = payload.u16();
    int questions = payload.u16();
    int answers = payload.u16();
    int authorities = payload.u16();
    int additionals = payload.u16();
    String queryName = "";
    int queryType = 0;
    for (int i = 0; i < questions && !payload.overrun(); i++) {
      String name = name(payload, message);
      int type = payload.u16();
      payload.skip(2);
      if (i == 0) {
        queryName = name;
        queryType = type;
      }
    }
    if (payload.overrun()) {
      return false;
    }
    int opcode = flags >> 11 & 15;
    List<DnsRecord> records = new ArrayList<>();
    if (flags < 0x8000) {
      // Prerequisites stand where answers do, and are no news: only the update section counts.
      records(payload, message, answers, new ArrayList<>());
      records(payload, message, authorities, records);
    } else {
      records(payload, message, answers + authorities + additionals, records);
    }
    boolean truncated = (flags & 0x0200) != 0;
    found.add(
        flags < 0x8000
            ? new DnsUpdate(envelope, transactionId, queryName, records)
            : new DnsAnswer(
                envelope,
                transactionId,
                opcode,
                flags & 15,
                truncated,
                queryName,
                queryType,
                records));
    return truncated || !payload.overrun();
  }

  /** Reads so many records, those that are kept into the list; stops when it is full. */
  private static void records(Cursor payload, int message, int count, List<DnsRecord> records) {
    for (int i = 0; i < count && !payload.overrun() && records.size() < MAX_RECORDS; i++) {
      DnsRecord next = record(payload, message);
      if (next != null && !payload.overrun()) {
        records.add(next);
      }
    }
  }

  /** The next record, or null if it is of no kind that is kept. */
  private static DnsRecord record(Cursor payload, int message) {
    String name = name(payload, message);
    int type = payload.u16();
    // Without the "cache flush" bit of multicast DNS (RFC 6762 section 10.2).
    int dnsClass = payload.u16() & 0x7fff;
    long ttlSeconds = payload.i32() & 0xffff_ffffL;
    int length = payload.u16();
    if (!payload.has(length)) {
      payload.skip(length);
      return null;
    }
    Cursor data = new Cursor(payload.bytes, payload.index, payload.index + length);
    payload.skip(length);
    DnsRecord record =
        switch (type) {
          case DnsRecord.A ->
              new DnsRecord(name, type, dnsClass, ttlSeconds, "", 0, 0, 0, 0, data.ipv4Low());
          case DnsRecord.AAAA ->
              new DnsRecord(
                  name,
                  type,
                  dnsClass,
                  ttlSeconds,
                  "",
                  0,
                  0,
                  0,
                  data.networkLong(),
                  data.networkLong());
          case DnsRecord.CNAME, DnsRecord.PTR ->
              new DnsRecord(name, type, dnsClass, ttlSeconds, name(data, message), 0, 0, 0, 0, 0);
          case DnsRecord.SRV -> service(name, dnsClass, ttlSeconds, data, message);
          default -> null;
        };
    return data.overrun() && length > 0 ? null : record;
  }

  private static DnsRecord service(
      String name, int dnsClass, long ttlSeconds, Cursor data, int message) {
    int priority = data.u16();
    int weight = data.u16();
    int port = data.u16();
    String target = name(data, message);
    return new DnsRecord(
        name, DnsRecord.SRV, dnsClass, ttlSeconds, target, priority, weight, port, 0, 0);
  }

  /** The name at the cursor, which ends up behind it; sets the cursor's overrun if it is broken. */
  private static String name(Cursor payload, int message) {
    StringBuilder name = new StringBuilder(32);
    Cursor labels = payload;
    int pointers = 0;
    while (true) {
      int length = labels.u8();
      if (labels.overrun() || name.length() > MAX_NAME_LENGTH) {
        payload.skip(Integer.MAX_VALUE);
        return name.toString();
      }
      if (length == 0) {
        return name.toString();
      }
      if (length >= 0xc0) {
        int target = message + ((length & 0x3f) << 8 | labels.u8());
        if (++pointers > MAX_POINTERS || target >= labels.index) {
          payload.skip(Integer.MAX_VALUE);
          return name.toString();
        }
        labels = new Cursor(payload.bytes, target, payload.end);
      } else {
        label(labels, length, name);
      }
    }
  }

  private static void label(Cursor labels, int length, StringBuilder name) {
    if (!name.isEmpty()) {
      name.append('.');
    }
    for (int i = 0; i < length && !labels.overrun(); i++) {
      int octet = labels.u8();
      if (octet == '.') {
        name.append("\\.");
      } else {
        ObservationText.append(name, octet >= 'A' && octet <= 'Z' ? octet + 32 : octet);
      }
    }
  }
}
