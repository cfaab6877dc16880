package io.rollcall.serve;

import io.rollcall.kernel.Run;
import java.time.Instant;

/**
 * When a schedule is due next.
 *
 * @param kind of the run that it starts
 * @param at in the past for a firing that nobody took up yet
 */
public record NextFiring(String job, Run.Kind kind, Instant at) {}
