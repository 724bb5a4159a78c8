/** The HTTP listener: what speaks HTTP/1.1 to probes, scrapers and people. */
@NullMarked
package io.outrigger.runtime.http;

import org.jspecify.annotations.NullMarked;
