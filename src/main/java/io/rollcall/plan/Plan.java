package io.rollcall.plan;

import io.rollcall.kernel.Run;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a run found for one organization.
 *
 * @param sourceDigest SHA-256 of the export file; null for a live source, or while it is read
 * @param digest SHA-256 over the lines in order; null until the plan is complete
 * @param recordsRead records of the source, those left out included
 * @param complete every record of the organization was read and understood, so absence means
 *     absence
 * @param lastSeq place of the last line; 0 when there is none
 * @param approvedUntil end of an approval; null when nobody approved it
 * @param failure why this organization failed; null when it did not
 * @param purgedAt when its lines were deleted for their age; null while they are there
 */
public record Plan(
    long id,
    long runId,
    String job,
    Run.Kind runKind,
    long organizationId,
    String organizationKey,
    String definitionDigest,
    @Nullable String sourceDigest,
    State state,
    @Nullable String digest,
    long recordsRead,
    boolean complete,
    Tally tally,
    @Nullable GateReport gates,
    long lastSeq,
    Instant createdAt,
    @Nullable Instant appliedAt,
    @Nullable String approvedBy,
    @Nullable Instant approvedUntil,
    @Nullable String failure,
    @Nullable Instant purgedAt) {

  /** What may be done with a plan. */
  public enum State {
    /** It is being made. */
    MAKING,
    /** It may be applied. */
    OPEN,
    /** A gate refused it. */
    REFUSED,
    /** A gate refused it, and a person approved it once. */
    APPROVED,
    /** Its changes are being written. */
    APPLYING,
    /** Its changes are written. */
    APPLIED,
    /** It can no longer be applied: another run made it outdated, or it was never completed. */
    EXPIRED
  }
}
