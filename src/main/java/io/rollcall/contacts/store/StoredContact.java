package io.rollcall.contacts.store;

import io.rollcall.graph.ContactCard;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact as a snapshot has it.
 *
 * @param item its number in the mailbox, which stays through changes and moves
 * @param graphId Graph's immutable id
 * @param folder the number of the folder that it lies in
 * @param created as Graph said; null when it did not
 * @param modified as Graph said when this version was read first; null when it did not
 * @param version the first snapshot that has it so
 * @param until the first snapshot that has it otherwise, or not at all; 0 while it is so
 * @param photo the number of its photo; 0 when it has none
 */
public record StoredContact(
    long item,
    String graphId,
    long folder,
    ContactCard card,
    @Nullable Instant created,
    @Nullable Instant modified,
    long version,
    long until,
    long photo) {

  public boolean hasPhoto() {
    return photo != 0;
  }

  /** By number alone: a log or a report may have it. */
  @Override
  public String toString() {
    return "contact " + item + ", version of snapshot " + version;
  }
}
