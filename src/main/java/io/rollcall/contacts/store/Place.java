package io.rollcall.contacts.store;

/**
 * Where something sealed belongs: a text that is authenticated with it, so that what is moved to
 * another place does not open there. Persistent: what is stored was sealed with it.
 */
final class Place {

  private Place() {}

  static String mailbox(long mailbox, long organization) {
    return "mailbox %d %d".formatted(mailbox, organization);
  }

  /** Delta links as of a snapshot. */
  static String links(long mailbox, long seq) {
    return "links %d %d".formatted(mailbox, seq);
  }

  static String folder(long mailbox, long number, long seq) {
    return "folder %d %d %d".formatted(mailbox, number, seq);
  }

  /**
   * A version of a contact.
   *
   * @param photo 0 for none
   */
  static String contact(long mailbox, long item, long seq, long folder, long photo) {
    return "contact %d %d %d %d %d".formatted(mailbox, item, seq, folder, photo);
  }

  static String photo(long mailbox, long number) {
    return "photo %d %d".formatted(mailbox, number);
  }
}
