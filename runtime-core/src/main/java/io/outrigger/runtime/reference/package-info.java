/** What can be set, generated from the settings records: the schema for editors, the pages. */
@NullMarked
package io.outrigger.runtime.reference;

import org.jspecify.annotations.NullMarked;
