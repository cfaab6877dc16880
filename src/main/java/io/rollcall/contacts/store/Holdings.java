package io.rollcall.contacts.store;

import org.jspecify.annotations.Nullable;

/**
 * What the store has of a mailbox.
 *
 * @param snapshots how many complete ones
 * @param latest the newest of them; null when there is none
 * @param bytes what they added to the store, compressed and sealed; of their contents alone
 */
public record Holdings(Mailbox mailbox, long snapshots, @Nullable Snapshot latest, long bytes) {}
