/** A local Qiniu for tests. */
@NullMarked
package io.outrigger.qiniu.server;

import org.jspecify.annotations.NullMarked;
