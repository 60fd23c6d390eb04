package org.tidewaiter.report.evidence;

/** An address as two words; IPv4 is ::ffff:a.b.c.d. */
public record Address(long high, long low) {}
