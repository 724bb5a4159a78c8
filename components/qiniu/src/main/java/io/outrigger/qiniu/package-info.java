/** Files in Qiniu Kodo. */
@NullMarked
package io.outrigger.qiniu;

import org.jspecify.annotations.NullMarked;
