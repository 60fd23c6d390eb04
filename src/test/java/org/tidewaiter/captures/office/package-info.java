/**
 * The small office of {@code captures/office-kms.pcapng}: who is there, and twenty minutes of what
 * they do, one class per kind of activity.
 *
 * <p>The company is invented. Its network is 10.20.30.0/24, its domain {@code harbour.example}.
 * Hosts outside have public addresses, since documentation addresses would not count as external:
 * the former addresses of example.com (93.184.216.0/24) for everything on the web, 9.9.9.9 as
 * resolver, 162.159.200.1 as time server. No packet was ever exchanged with them for this capture.
 */
package org.tidewaiter.captures.office;
