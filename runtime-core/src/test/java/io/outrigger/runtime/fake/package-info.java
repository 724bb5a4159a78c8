/** Components that tests steer. */
package io.outrigger.runtime.fake;
