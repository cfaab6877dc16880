package io.rollcall.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One item that could not be read, compared or written as it stands. Never only in a log: every
 * problem is a row of its run.
 *
 * @param organization key of the organization, or null for a problem of the whole run
 * @param item what it is about: an address, an object's GUID, "line 17"
 * @param message what is wrong, in one sentence
 * @param advice what to do about it, in one sentence
 */
public record Problem(
    Kind kind, @Nullable String organization, String item, String message, String advice) {

  /** What became of the item. */
  public enum Kind {
    /** The item was left out; it is tried again by the next run. */
    SKIPPED,
    /** The item contradicts the panel or another item; nothing of the contradiction was written. */
    CONFLICT,
    /** A reference that no known object answers to; kept as raw text. */
    UNRESOLVED,
    /** Everything was written, but a person has to decide whether it is right. */
    WARNING,
    /** Everything was written, and a person may want to know; counted apart from problems. */
    NOTICE,
    /** A whole organization failed, or was refused, while others went on. */
    ORGANIZATION
  }
}
