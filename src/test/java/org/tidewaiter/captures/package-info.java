/**
 * The project's own captures: each file of {@code captures/} is made by code here, byte for byte,
 * and a test compares. The subpackages build frames ({@code frame}), conversations ({@code talk}),
 * payloads ({@code message}) and files ({@code file}); other tests use them too.
 */
package org.tidewaiter.captures;
