/** Makes what is released of a distribution: archives, images, checksums, bills of materials. */
@NullMarked
package io.outrigger.dist.release;

import org.jspecify.annotations.NullMarked;
