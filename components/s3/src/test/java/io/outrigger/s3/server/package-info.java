/**
 * Servers for the tests: one that speaks S3 from memory, s3mock, and what stands in front of them.
 */
@NullMarked
package io.outrigger.s3.server;

import org.jspecify.annotations.NullMarked;
