/**
 * Contacts Backup: from the contacts of Microsoft 365 mailboxes into snapshots that are encrypted
 * at rest, and from there back, or into files. A mailbox is the unit: its snapshot is visible when
 * it is complete, and an interrupted one is taken back and read again from the same positions.
 */
@NullMarked
@ApplicationModule(
    allowedDependencies = {"kernel", "plan", "report", "syncreport", "entra", "graph", "pst"})
package io.rollcall.contacts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
