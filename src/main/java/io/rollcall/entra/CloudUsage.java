package io.rollcall.entra;

import java.time.Duration;

/**
 * What reading has cost so far.
 *
 * @param requests sent to the service, repeated ones too; a batch is one
 * @param units resource units: what the answers say, or what is assumed where they say nothing
 * @param repeated requests that were sent again
 * @param waited for the budget and between attempts
 * @param signIns tokens fetched
 */
public record CloudUsage(long requests, long units, long repeated, Duration waited, long signIns) {
  /** Nothing yet. */
  public static final CloudUsage NONE = new CloudUsage(0, 0, 0, Duration.ZERO, 0);

  /** Both together. */
  public CloudUsage plus(CloudUsage other) {
    return new CloudUsage(
        requests + other.requests,
        units + other.units,
        repeated + other.repeated,
        waited.plus(other.waited),
        signIns + other.signIns);
  }
}
