/**
 * The distribution as a whole: no code of its own, only what it is assembled from and the tests
 * that need all of it.
 */
package io.outrigger.dist;
