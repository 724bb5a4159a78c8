/**
 * The distribution as a whole: what it is assembled from, the tests that need all of it, and the
 * program that makes releases of it, which is no part of it.
 */
package io.outrigger.dist;
