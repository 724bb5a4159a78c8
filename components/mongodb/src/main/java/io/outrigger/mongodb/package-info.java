/** The component types that keep their data in MongoDB. */
@NullMarked
package io.outrigger.mongodb;

import org.jspecify.annotations.NullMarked;
