package org.tidewaiter.detect;

import java.util.ArrayList;
import java.util.List;
import org.tidewaiter.payload.observation.DnsAnswer;
import org.tidewaiter.payload.observation.DnsRecord;

/** Which addresses DNS answers gave to names, and which name an address was last called by. */
final class DnsNames {
  /** Most names, and most addresses, remembered. */
  static final int MAX_NAMES = 65_536;

  /** Most addresses remembered of one name. */
  private static final int MAX_ADDRESSES = 16;

  private final Memory<String, List<Address>> addresses;
  private final Memory<Address, String> names;

  DnsNames(DetectCounters counters) {
    addresses = new Memory<>(MAX_NAMES, counters);
    names = new Memory<>(MAX_NAMES, counters);
  }

  /** Takes in the address records of an answer. */
  void learn(DnsAnswer answer) {
    // Of a chain of aliases the name that was asked for tells more than the last one.
    boolean askedForAddress =
        answer.queryType() == DnsRecord.A || answer.queryType() == DnsRecord.AAAA;
    for (DnsRecord record : answer.records()) {
      if (record.type() == DnsRecord.A || record.type() == DnsRecord.AAAA) {
        Address address = new Address(record.addressHigh(), record.addressLow());
        names.put(address, askedForAddress ? answer.queryName() : record.name());
        learn(record.name(), address);
        if (askedForAddress && !answer.queryName().equals(record.name())) {
          learn(answer.queryName(), address);
        }
      }
    }
  }

  private void learn(String name, Address address) {
    List<Address> known = addresses.get(name);
    if (known == null) {
      known = new ArrayList<>(2);
      addresses.put(name, known);
    }
    if (known.size() < MAX_ADDRESSES && !known.contains(address)) {
      known.add(address);
    }
  }

  /** The addresses that answers gave this name so far. */
  List<Address> addressesOf(String name) {
    List<Address> known = addresses.get(name);
    return known == null ? List.of() : known;
  }

  /** The name whose query led to the address, or null. */
  String nameOf(Address address) {
    return names.get(address);
  }
}
