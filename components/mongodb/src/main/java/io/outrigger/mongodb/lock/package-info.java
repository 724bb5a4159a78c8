/** Keeps locks in MongoDB. */
@NullMarked
package io.outrigger.mongodb.lock;

import org.jspecify.annotations.NullMarked;
