package io.rollcall.plan;

import org.jspecify.annotations.Nullable;

/**
 * One line of a plan: all that changes of one object.
 *
 * @param seq its place in the plan, from 1 on
 * @param kind what the object is, in the family's words ("mailbox")
 * @param label the object for people: its address, else its name
 * @param payload the family's own form of what was and what will be
 * @param digest SHA-256 of the payload before compression
 * @param lineHash what the source's record is recognised by once the line is applied; null when it
 *     must be read again
 */
public record ChangeRow(
    long seq,
    long objectId,
    String kind,
    Operation operation,
    String label,
    byte[] payload,
    byte[] digest,
    byte @Nullable [] lineHash) {

  /** The same line at a place. */
  public ChangeRow at(long place) {
    return new ChangeRow(place, objectId, kind, operation, label, payload, digest, lineHash);
  }
}
