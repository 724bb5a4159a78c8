/** Keeps files in a directory of the host. */
@NullMarked
package io.outrigger.builtin.file;

import org.jspecify.annotations.NullMarked;
