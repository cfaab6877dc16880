package io.rollcall.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Figures that change by themselves: shown, never compared, never a new version.
 *
 * @param totalItemBytes size of the mailbox in bytes
 */
public record Statistics(
    @Nullable Long itemCount, @Nullable Long totalItemBytes, @Nullable Instant lastLogon) {}
