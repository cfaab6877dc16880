package io.rollcall.architecture.violations.backendsync;

/** Does nothing wrong. */
public record Family() {}
