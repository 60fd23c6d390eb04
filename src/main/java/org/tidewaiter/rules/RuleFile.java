package org.tidewaiter.rules;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A rule file as it was read: its rows in order, and what identifies its content. */
public final class RuleFile {
  private final String name;
  private final boolean shipped;
  private final byte[] bytes;
  private final List<RuleRow> rows = new ArrayList<>();
  private String sha256;

  RuleFile(String name, boolean shipped, byte[] bytes) {
    this.name = name;
    this.shipped = shipped;
    this.bytes = bytes;
  }

  void add(RuleRow row) {
    rows.add(row);
  }

  /** Name of the file without its directory. */
  public String name() {
    return name;
  }

  /** True for a file that ships with the program, false for one of the site. */
  public boolean shipped() {
    return shipped;
  }

  /** The rows without header, comments and empty lines. */
  public List<RuleRow> rows() {
    return rows;
  }

  /** The file's bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** SHA-256 of the file's bytes in lower-case hex; computed when first asked for. */
  public synchronized String sha256() {
    if (sha256 != null) {
      return sha256;
    }
    try {
      sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return sha256;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
