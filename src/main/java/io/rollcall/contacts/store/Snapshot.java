package io.rollcall.contacts.store;

import java.time.Instant;

/**
 * The state of a mailbox's contacts at one time.
 *
 * @param mailbox the number of the mailbox
 * @param seq its number among the mailbox's snapshots, from 1 on, rising; numbers may be missing
 * @param runId the run that made it
 * @param begunAt when it began to be written
 * @param completedAt from when on it counts
 * @param folders that there were
 * @param contacts that there were
 * @param added contacts that the snapshot before did not have
 * @param changed contacts that it had otherwise, or elsewhere
 * @param removed contacts that it had
 * @param bytes that the snapshot added to the store, compressed and sealed; of its contents alone
 */
public record Snapshot(
    long mailbox,
    long seq,
    long runId,
    Instant begunAt,
    Instant completedAt,
    long folders,
    long contacts,
    long added,
    long changed,
    long removed,
    long bytes) {}
