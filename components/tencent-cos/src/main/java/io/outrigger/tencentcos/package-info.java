/** Files in Tencent COS. */
@NullMarked
package io.outrigger.tencentcos;

import org.jspecify.annotations.NullMarked;
