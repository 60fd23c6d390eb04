package org.tidewaiter.capture;

/**
 * One place where an input is not what its format demands. Packets before it were delivered.
 *
 * @param byteOffset where in the input, in bytes from 0; in a compressed input an offset in the
 *     decompressed stream
 * @param what what was found there
 * @param expected what the format demands there
 * @param advice what a person can do about it
 */
public record Damage(long byteOffset, String what, String expected, String advice) {}
