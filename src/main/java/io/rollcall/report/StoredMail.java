package io.rollcall.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it takes to send a mail of the outbox. */
record StoredMail(
    long id,
    long runId,
    String messageId,
    List<String> pending,
    String subject,
    String text,
    String html,
    @Nullable String attachmentPath,
    @Nullable String attachmentName,
    int attempts,
    Instant createdAt,
    Instant giveUpAt) {}
