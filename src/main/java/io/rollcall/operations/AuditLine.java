package io.rollcall.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit log.
 *
 * @param actor an operating-system account, {@code schedule}, or {@code recovery}
 * @param action {@code run}, {@code approve}
 * @param target {@code run 12}, {@code plan 7 of acme}
 * @param reason why, or more about it; null when there is no more to say
 */
public record AuditLine(
    Instant at, String actor, String action, String target, @Nullable String reason) {}
