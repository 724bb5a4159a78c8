/**
 * What stands here for the library of a vendor: a copy of this module deletes it, and names the
 * real one in its {@code pom.xml}.
 */
@NullMarked
package io.outrigger.template.shelf;

import org.jspecify.annotations.NullMarked;
