/**
 * What all API facades share: binding functions to gRPC methods, and mapping failures to statuses.
 */
@NullMarked
package io.outrigger.runtime.api;

import org.jspecify.annotations.NullMarked;
