/**
 * From a Microsoft 365 tenant to small records of its users, groups, members and contacts, through
 * the Graph SDK, and contacts back into mailboxes. Knows no job and no SQL. Reading twice changes
 * nothing; a contact is made once, because it is looked for by its marker before it is sent again.
 * What was read is complete or an exception: an empty, cut or throttled answer is never taken for
 * "nothing there".
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "entra"})
package io.rollcall.graph;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
