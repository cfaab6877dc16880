package io.rollcall.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail of the outbox, for people who ask what became of it.
 *
 * @param messageId the mail's Message-ID, angle brackets included; the same with every attempt
 * @param pending those of the recipients that no server has taken the mail for yet
 * @param attempts since it was queued, or queued again by hand
 * @param nextAttemptAt only while waiting
 * @param sentAt null unless sent
 * @param giveUpAt when the last attempt is made, unless it was sent before
 * @param lastError why the last attempt failed; null when none failed, or it was sent after all
 */
public record QueuedMail(
    long id,
    long runId,
    String messageId,
    List<String> recipients,
    List<String> pending,
    String subject,
    State state,
    int attempts,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant sentAt,
    Instant giveUpAt,
    @Nullable String lastError) {

  public QueuedMail {
    recipients = List.copyOf(recipients);
    pending = List.copyOf(pending);
  }

  /** What became of a mail. */
  public enum State {
    /** Not sent yet; it is tried at its next attempt's time. */
    WAITING,
    /** A process is sending it, or died while it did. */
    SENDING,
    /** A mail server took it for every recipient. */
    SENT,
    /** Given up. {@code scripts/rollcall report RUN --send} queues it again. */
    UNDELIVERED
  }
}
