package io.rollcall.plan;

import io.rollcall.kernel.Percent;

/**
 * What a definition says of the gates.
 *
 * @param sourceMinimum the least that a full read may give, as a share of the last complete one
 */
public record GateSettings(Limits limits, Percent sourceMinimum) {}
