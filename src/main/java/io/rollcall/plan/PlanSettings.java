package io.rollcall.plan;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import java.time.Duration;

/** How long a stored plan can be used. */
public record PlanSettings(
    @Default("24h") @Described("How old a plan may be when `run --plan` applies it.")
        Duration maxAge,
    @Default("24h") @Described("How long an approval of a refused plan holds.")
        Duration approvalMaxAge) {}
