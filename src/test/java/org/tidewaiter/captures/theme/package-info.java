/**
 * The small captures of {@code captures/}, one theme and one class each. What a capture holds and
 * why stands in its class's comment, for a reader one line in {@code captures/README.md}.
 *
 * <p>Hosts are 10.1.0.0/16 and fd00:1::/32, the invented domain is {@code quay.example}. An outside
 * host, where one is needed, is 93.184.216.34, once the address of example.com: documentation
 * addresses would not count as external.
 */
package org.tidewaiter.captures.theme;
