package io.rollcall.exchange;

import io.rollcall.kernel.Organization;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * For whom a live backend is read.
 *
 * @param domains the organization's accepted domains in lower case
 * @param stopWithin waits, at most so long; whether the run is to stop. For all waiting that a
 *     backend does, so that a run can be stopped while it waits
 */
public record LiveScope(
    Organization organization, List<String> domains, Predicate<Duration> stopWithin) {}
