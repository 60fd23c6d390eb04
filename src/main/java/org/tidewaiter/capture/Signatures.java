package org.tidewaiter.capture;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** First bytes of files that are no pcap or pcapng, so that the message can say what they are. */
final class Signatures {
  private static final String EDITCAP = "convert it: editcap -F pcapng FILE NEW.pcapng";

  /** Signature in ISO 8859-1, name, advice. */
  private static final String[][] KNOWN = {
    {"snoop\0\0\0", "Solaris snoop", EDITCAP},
    {"btsnoop\0", "Bluetooth snoop", EDITCAP},
    {"RTSS", "Microsoft Network Monitor 1", EDITCAP},
    {"GMBU", "Microsoft Network Monitor 2", EDITCAP},
    {"XCP\0", "Sniffer for Windows", EDITCAP},
    {"TRSNIFF data", "Sniffer for DOS", EDITCAP},
    {"iptrace ", "AIX iptrace", EDITCAP},
    {"\u007fver", "Omnipeek", EDITCAP},
    {"LOGG", "Vector BLF", EDITCAP},
    {"\u00aa\u00aa\u00aa\u00aa", "5Views", EDITCAP},
    {"BZh", "compressed with bzip2", "unpack it: bzip2 -dc FILE | tidewaiter replay -"},
    {"\u00fd7zXZ\0", "compressed with xz", "unpack it: xz -dc FILE | tidewaiter replay -"},
    {"LZIP", "compressed with lzip", "unpack it: lzip -dc FILE | tidewaiter replay -"},
    {"\u001f\u009d", "compressed with compress", "unpack it: gzip -dc FILE | tidewaiter replay -"},
    {"\u0002!L\u0018", "lz4 of the legacy format", "unpack it: lz4 -dc FILE | tidewaiter replay -"},
    {"PK\u0003\u0004", "a ZIP archive", "unpack it and give the captures inside"},
    {"7z\u00bc\u00af", "a 7-Zip archive", "unpack it and give the captures inside"},
  };

  private static final String[] CAPTURE_SUFFIXES = {
    ".pcap",
    ".pcapng",
    ".cap",
    ".dmp",
    ".ntar",
    ".pcap.gz",
    ".pcapng.gz",
    ".cap.gz",
    ".pcap.zst",
    ".pcapng.zst",
    ".pcap.lz4",
    ".pcapng.lz4"
  };

  private Signatures() {}

  /** Whether whoever named the file took it for a capture. */
  static boolean namedLikeCapture(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    for (String suffix : CAPTURE_SUFFIXES) {
      if (lower.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  /** The damage of an input that begins with the given bytes. */
  static Damage notACapture(byte[] first) {
    if (first.length == 0) {
      return new Damage(0, "the file is empty", "a pcap or pcapng header", "fetch the file again");
    }
    String start = new String(first, StandardCharsets.ISO_8859_1);
    for (String[] known : KNOWN) {
      if (start.startsWith(known[0])) {
        return new Damage(0, notCapture(known[1]), "pcap or pcapng", known[2]);
      }
    }
    return new Damage(
        0,
        notCapture("it begins with " + hex(first)),
        "pcap or pcapng",
        "if another program reads it as a capture, convert it to pcapng with that");
  }

  private static String notCapture(String what) {
    return "not a pcap or pcapng capture (" + what + ")";
  }

  private static String hex(byte[] first) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(first.length, 8); i++) {
      text.append(i == 0 ? "" : " ");
      text.append(Character.forDigit((first[i] >> 4) & 15, 16));
      text.append(Character.forDigit(first[i] & 15, 16));
    }
    return text.toString();
  }
}
