/** What the components of all object stores share. Knows no vendor and no client. */
@NullMarked
package io.outrigger.objectstore;

import org.jspecify.annotations.NullMarked;
