/** Servers of component tests that run in a process of their own, for tests of other modules. */
@NullMarked
package io.outrigger.testkit.backend;

import org.jspecify.annotations.NullMarked;
