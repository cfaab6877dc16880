/**
 * Puts contacts of a snapshot back into a mailbox, and takes that back. First the mailbox is
 * snapshotted as it is; then it is decided, from two snapshots and without a question to anybody,
 * what becomes of each contact; that is stored, and done one by one. Each contact that is made
 * carries a marker, by which it is found again whatever was interrupted.
 */
@NullMarked
@NamedInterface("restore")
package io.rollcall.contacts.restore;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
