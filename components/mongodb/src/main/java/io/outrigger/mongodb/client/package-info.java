/** The way to a MongoDB server, shared by all kinds of components. */
@NullMarked
package io.outrigger.mongodb.client;

import org.jspecify.annotations.NullMarked;
