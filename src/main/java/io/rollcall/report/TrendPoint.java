package io.rollcall.report;

import java.time.Instant;

/** The counts of one earlier run, for the chart. */
public record TrendPoint(
    long runId, Instant at, long added, long updated, long removed, long problems) {}
