package io.rollcall.architecture.violations.sandbox;

/** Does nothing wrong. */
public record StandIn() {}
