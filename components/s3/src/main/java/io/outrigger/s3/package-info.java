/** The component types that keep files in stores that speak the protocol of S3. */
@NullMarked
package io.outrigger.s3;

import org.jspecify.annotations.NullMarked;
