package io.rollcall.graph;

import java.time.Duration;

/**
 * What reading has cost so far.
 *
 * @param requests sent to Graph, repeated ones too; a batch is one
 * @param units resource units: what the answers say, or what is assumed where they say nothing
 * @param repeated requests that were sent again
 * @param waited for the budget and between attempts
 * @param signIns tokens fetched
 */
public record GraphUsage(long requests, long units, long repeated, Duration waited, long signIns) {
  static final GraphUsage NONE = new GraphUsage(0, 0, 0, Duration.ZERO, 0);

  GraphUsage plus(GraphUsage other) {
    return new GraphUsage(
        requests + other.requests,
        units + other.units,
        repeated + other.repeated,
        waited.plus(other.waited),
        signIns + other.signIns);
  }
}
