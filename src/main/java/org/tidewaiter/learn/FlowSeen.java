package org.tidewaiter.learn;

/**
 * What a row of flows.csv teaches.
 *
 * @param confirmed whether the bytes are those of the service
 * @param announced whether the port was announced on the wire
 */
record FlowSeen(
    Host client,
    String clientZone,
    Host server,
    boolean confirmed,
    boolean announced,
    String firstSeen,
    String lastSeen) {}
