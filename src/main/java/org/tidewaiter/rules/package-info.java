/**
 * Reads rule files: small CSV files that people keep in a spreadsheet and in version control.
 *
 * <p>This package knows cells, lines and columns and nothing of what they mean; {@code service} and
 * {@code policy} read the meaning. Its invariants:
 *
 * <ul>
 *   <li>Every problem has a file, a line and a sentence that says what would be right; reading goes
 *       on after a problem so that one run lists them all.
 *   <li>A file with an error is never used in part: whoever reads asks {@link
 *       org.tidewaiter.rules.Problems#throwIfErrors} before handing anything out.
 *   <li>What a spreadsheet does to numbers and networks ({@code 1.00E+05}, {@code 10-Aug}) is told
 *       as such, not as a syntax error.
 * </ul>
 *
 * <p>Why a reader of our own beside Commons CSV, which writes and tests the reports: a rule file is
 * read at every start, and Commons CSV gives up at the first bad quote, where a linter must go on.
 * A row is one line here, so that a line number always says where it is.
 */
package org.tidewaiter.rules;
