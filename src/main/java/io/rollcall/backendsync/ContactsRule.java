package io.rollcall.backendsync;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;

/** Which mail contacts count as disabled: those that have the value in the attribute. */
public record ContactsRule(
    @Default("customAttribute2") @Described("The attribute that says it.") String attribute,
    @Default("disabled") @Described("The value that says it.") String value) {}
