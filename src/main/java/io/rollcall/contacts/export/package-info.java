/**
 * Contacts of a snapshot to files that other programs open: vCard, CSV as Outlook's, Excel, PST.
 * Every file is written beside its place, read back, and only then given its name; an export that
 * fails leaves nothing, and one that is done again is the same. The formats know no store: what
 * they write comes in as a stream, twice.
 */
@NullMarked
@NamedInterface("export")
package io.rollcall.contacts.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
