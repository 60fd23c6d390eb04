/** The command line: options in, exit code out. Never: contains logic of the analysis. */
package org.tidewaiter.cli;
