package io.rollcall.plan;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;

/** The limits of one kind of thing, by what is done to it. */
public record KindLimits(
    @Default("none") @Described("New ones in one run.") Limit add,
    @Default("none") @Described("Changed ones in one run.") Limit update,
    @Default("{count: 500, percent: 10}") @Described("Ones marked gone in one run.")
        Limit remove) {}
