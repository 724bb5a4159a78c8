/** What the tests run against. */
@NullMarked
package io.outrigger.mongodb.server;

import org.jspecify.annotations.NullMarked;
