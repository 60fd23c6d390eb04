package org.tidewaiter.report.page;

/**
 * What the page needs to know of one flow.
 *
 * @param firstMillis {@link CaptureTime#NONE} where the flow has no time; it is then in no chart
 * @param serverPort empty for protocols without ports
 * @param service its name or what its content is; empty where neither is known
 * @param speaks what its content is where that contradicts the service, else empty
 * @param findings ids, space-separated
 * @param answered whether the server sent something other than a refusal
 * @param bytes on the wire, both ways
 */
public record Flow(
    long firstMillis,
    long lastMillis,
    String protocol,
    String clientIp,
    String serverIp,
    String serverPort,
    String service,
    String speaks,
    String clientZone,
    String serverZone,
    String verdict,
    String findings,
    boolean answered,
    long bytes) {}
