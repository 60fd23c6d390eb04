package org.tidewaiter.capture;

import java.nio.ByteBuffer;

/** Compressions that are read in passing, recognised by the first bytes and never by a name. */
enum Compression {
  GZIP("gzip"),
  ZSTD("zstd"),
  LZ4("lz4");

  private static final int MAGIC_GZIP = 0x1f8b;
  private static final int MAGIC_ZSTD = 0x28b52ffd;
  private static final int MAGIC_LZ4 = 0x04224d18;

  /** Skippable frame, 0x184d2a50 to 5f little-endian: pzstd begins with one (RFC 8878, 3.1.2). */
  private static final int MAGIC_SKIPPABLE = 0x502a4d18;

  private static final int SKIPPABLE_MASK = 0xf0ffffff;

  final String text;

  Compression(String text) {
    this.text = text;
  }

  /** The compression of a file that begins so, or null if it is none of ours. */
  static Compression of(byte[] first) {
    if (first.length < 4) {
      return null;
    }
    int magic = ByteBuffer.wrap(first).getInt(0);
    if (magic >>> 16 == MAGIC_GZIP) {
      return GZIP;
    }
    if (magic == MAGIC_ZSTD || (magic & SKIPPABLE_MASK) == MAGIC_SKIPPABLE) {
      return ZSTD;
    }
    return magic == MAGIC_LZ4 ? LZ4 : null;
  }
}
