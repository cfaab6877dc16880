package io.rollcall.report;

import org.jspecify.annotations.Nullable;

/**
 * What one round of sending did.
 *
 * @param sent mails that this round sent
 * @param waiting mails that wait in the outbox after this round, due or not
 * @param undelivered mails that this round gave up
 * @param lastError why the last failed attempt of this round failed; null when none did
 */
public record SendResult(int sent, int waiting, int undelivered, @Nullable String lastError) {}
