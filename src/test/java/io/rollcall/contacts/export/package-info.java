/** What is exported is read back by others: H2's CSV reader, POI's object model, java-libpst. */
@NullMarked
package io.rollcall.contacts.export;

import org.jspecify.annotations.NullMarked;
