package io.rollcall.architecture.violations.exchange;

import io.rollcall.architecture.violations.kernel.MakesClock;

/** Allowed by itself; closes the cycle that {@code kernel.UsesExchange} opens. */
public record UsesKernel(MakesClock below) {}
