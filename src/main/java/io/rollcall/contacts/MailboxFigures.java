package io.rollcall.contacts;

import io.rollcall.contacts.store.Mailbox;
import io.rollcall.contacts.store.Snapshot;
import java.util.List;

/**
 * What the report says of a mailbox.
 *
 * @param contacts that there are; of a preview those that would be read
 * @param bytes that the store grew by
 * @param good it was, or would be, saved
 * @param state in words
 */
record MailboxFigures(
    String organization,
    String address,
    long folders,
    long contacts,
    long added,
    long changed,
    long removed,
    long bytes,
    boolean good,
    String state) {

  static MailboxFigures saved(Mailbox mailbox, Snapshot snapshot) {
    return new MailboxFigures(
        mailbox.organization(),
        mailbox.address(),
        snapshot.folders(),
        snapshot.contacts(),
        snapshot.added(),
        snapshot.changed(),
        snapshot.removed(),
        snapshot.bytes(),
        true,
        "saved as snapshot " + snapshot.seq());
  }

  static MailboxFigures previewed(
      String organization, String address, long folders, long toRead, long removed) {
    return new MailboxFigures(
        organization, address, folders, toRead, 0, 0, removed, 0, true, "would be read");
  }

  static MailboxFigures notSaved(String organization, String address, String why) {
    return new MailboxFigures(organization, address, 0, 0, 0, 0, 0, 0, false, "not saved: " + why);
  }

  static MailboxFigures sum(String organization, List<MailboxFigures> all) {
    long[] sums = new long[6];
    for (MailboxFigures one : all) {
      sums[0] += one.folders;
      sums[1] += one.contacts;
      sums[2] += one.added;
      sums[3] += one.changed;
      sums[4] += one.removed;
      sums[5] += one.bytes;
    }
    return new MailboxFigures(
        organization, "", sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], true, "");
  }
}
