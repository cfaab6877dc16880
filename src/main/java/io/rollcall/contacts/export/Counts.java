package io.rollcall.contacts.export;

import io.rollcall.graph.ContactCard;
import io.rollcall.kernel.Progress;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What went by in one pass over a mailbox. */
final class Counts {
  private final Progress progress;
  private final Runnable checkpoint;
  private final String step;
  private final long total;
  private final SortedMap<String, Long> leftOut = new TreeMap<>();
  private long contacts;
  private long photos;

  Counts(Progress progress, Runnable checkpoint, String step, long total) {
    this.progress = progress;
    this.checkpoint = checkpoint;
    this.step = step;
    this.total = total;
  }

  /**
   * A contact is done.
   *
   * @param withPhoto whether the format holds photos
   */
  void contact(ExportedContact contact, boolean withPhoto) {
    contacts(1);
    if (contact.photo() != null) {
      if (withPhoto) {
        photos++;
      } else {
        leftOut("photo");
      }
    }
  }

  /** So many contacts are done. */
  void contacts(long more) {
    checkpoint.run();
    contacts += more;
    progress.at(step, contacts, total);
  }

  /** Notes the texts of a contact in which a character cannot be written as it is. */
  void mended(ContactCard card) {
    card.values()
        .forEach(
            (field, value) -> {
              String text = value.toString();
              if (!Characters.encodable(text).equals(text)) {
                leftOut("U+0000 or half a surrogate pair: " + FieldNames.of(field));
              }
            });
  }

  /** Something of the contact that the format cannot hold, in words without personal text. */
  void leftOut(String what) {
    leftOut.merge(what, 1L, Long::sum);
  }

  long contacts() {
    return contacts;
  }

  long photos() {
    return photos;
  }

  /** By what it is, in how many places. */
  SortedMap<String, Long> leftOut() {
    return Collections.unmodifiableSortedMap(leftOut);
  }
}
