package io.rollcall.contacts.store;

/**
 * A mailbox that was ever backed up.
 *
 * @param id its number in the store
 * @param organization the key of its organization
 * @param graphId Graph's id of its user
 * @param address as last told
 */
public record Mailbox(long id, String organization, String graphId, String address) {

  /** By number alone: a log or a report may have it. */
  @Override
  public String toString() {
    return "mailbox " + id;
  }
}
