package org.tidewaiter.detect;

/**
 * A finding's id: 48 bits made from what it is about, in hex. What it counted does not enter, nor
 * any number that another set of rules would change.
 */
final class FindingId {
  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final int DIGITS = 12;

  private FindingId() {}

  static String of(FindingText text, int finding) {
    long[] words = text.words(finding);
    int at = FindingTable.at(finding);
    long id = add(FNV_OFFSET, FindingRow.detection(words, at).id());
    id = add(id, text.rule(finding));
    id = add(id, text.serviceId(finding));
    id = add(id, text.subject(finding));
    // Detection and service numbers may differ from version to version and are left out.
    id = mix(id ^ words[at + FindingRow.KEY] << 8 >>> 24);
    id = mix(id ^ words[at + FindingRow.HIGH]);
    id = mix(id ^ words[at + FindingRow.LOW]);
    char[] digits = new char[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      digits[i] = HEX[(int) (id >>> (60 - 4 * i)) & 15];
    }
    return new String(digits);
  }

  private static long add(long hash, String text) {
    long added = hash;
    for (int i = 0; i < text.length(); i++) {
      added = (added ^ text.charAt(i)) * FNV_PRIME;
    }
    return (added ^ 0x1F) * FNV_PRIME;
  }

  // The finaliser of MurmurHash3 (public domain).
  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
