/**
 * The contract between the runtime and its components: what a component is, what it is given, and
 * how it fails. Nothing here but the JDK, jspecify and slf4j.
 */
@NullMarked
package io.outrigger.spi;

import org.jspecify.annotations.NullMarked;
