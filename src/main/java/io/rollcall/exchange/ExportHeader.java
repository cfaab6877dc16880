package io.rollcall.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first line of an export.
 *
 * @param version of the format; this program reads version 1
 * @param organization key of the organization the export was made for
 * @param host the management host that wrote it
 * @param source {@code on-premises} or {@code exchange-online}
 */
public record ExportHeader(
    int version,
    String organization,
    @Nullable String host,
    @Nullable String exchangeVersion,
    @Nullable Instant startedAt,
    @Nullable String source) {}
