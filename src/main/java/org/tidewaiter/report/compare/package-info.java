/**
 * What two finished reports say differently: servers, services and findings that are new, gone or
 * changed. Services are walked side by side, an address at a time, so that their number does not
 * matter to memory. Never: judges which of the two is right.
 */
package org.tidewaiter.report.compare;
