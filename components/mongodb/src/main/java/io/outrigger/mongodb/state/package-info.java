/** Keeps state in MongoDB. */
@NullMarked
package io.outrigger.mongodb.state;

import org.jspecify.annotations.NullMarked;
