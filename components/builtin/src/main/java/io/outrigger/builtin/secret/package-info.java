/** Reads secrets from a JSON file or from the environment of the sidecar. */
@NullMarked
package io.outrigger.builtin.secret;

import org.jspecify.annotations.NullMarked;
