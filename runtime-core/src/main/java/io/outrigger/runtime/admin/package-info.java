/** What people, probes and scrapers ask the sidecar over HTTP. */
@NullMarked
package io.outrigger.runtime.admin;

import org.jspecify.annotations.NullMarked;
