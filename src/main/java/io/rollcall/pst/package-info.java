/**
 * Contacts to PST files that mail programs open (Unicode PST, [MS-PST]), and the proof that a file
 * keeps the format's rules. Knows nothing of where contacts come from.
 *
 * <p>Three layers, as in the format: {@code ndb} (pages, blocks, trees of references), {@code ltp}
 * (heaps, property lists, tables), and here folders and contacts; {@code verify} reads them back. A
 * file has its name only when it is complete: it is written under a temporary one, header last.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.rollcall.pst;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
