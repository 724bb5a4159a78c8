/** A local COS that speaks the protocol that the SDK speaks. */
@NullMarked
package io.outrigger.tencentcos.server;

import org.jspecify.annotations.NullMarked;
