/**
 * Snapshots of mailboxes' contacts in the database, encrypted at rest. From what was observed of a
 * mailbox to versions of its contacts, each valid over a range of snapshots, and back. The keys are
 * the mailbox's and the contact's Graph ids; writing the same observations again changes nothing,
 * and what an interrupted writing left is taken back by the next one, so doing it twice is safe.
 *
 * <p>Every text of a person, every name of a folder and every delta link is sealed before it is
 * written; what must be looked up is an HMAC under a key derived from the store's
 * (docs/contacts-store.md).
 */
@NullMarked
@NamedInterface("store")
package io.rollcall.contacts.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
