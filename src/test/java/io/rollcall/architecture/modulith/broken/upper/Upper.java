package io.rollcall.architecture.modulith.broken.upper;

/** Public, so that the rule alone stands in the way. */
public record Upper() {}
