package org.tidewaiter.service;

/**
 * A service by which rules speak.
 *
 * @param number dense number from 1, as the flat arrays hold it; not stable between runs
 * @param id stable short id, {@code kms}
 * @param name name for people, {@code Microsoft KMS}
 * @param serviceClass what kind of service it is, {@code remote-admin}; empty where nobody said
 * @param defaultVerdict what holds where no expectation covers a flow
 * @param layer where its definition comes from
 * @param location its first row, {@code services.csv:12}
 */
public record Service(
    int number,
    String id,
    String name,
    String serviceClass,
    DefaultVerdict defaultVerdict,
    Layer layer,
    String location) {}
