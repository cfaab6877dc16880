package io.rollcall.contacts.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a contact or folder stands while a snapshot is written.
 *
 * @param number in the mailbox
 * @param base what the snapshot before had; null for nothing
 * @param own what this one has otherwise, so far; null for nothing
 */
record Standing(long number, @Nullable Row base, @Nullable Row own) {

  /**
   * A version's row, without its content.
   *
   * @param until the snapshot that ended it; 0 while it is so
   * @param folder 0 for a folder's own row
   * @param photo 0 for none
   */
  record Row(long seq, long until, long folder, long photo, byte[] contentKey) {

    boolean ended() {
      return until != 0;
    }

    boolean says(long inFolder, long withPhoto, byte[] key) {
      return folder == inFolder && photo == withPhoto && Arrays.equals(contentKey, key);
    }
  }

  /** Nothing is known of it but its number. */
  static Standing of(long number) {
    return new Standing(number, null, null);
  }

  /**
   * With one of its rows.
   *
   * @param writing the snapshot that is written
   */
  Standing with(Row row, long writing) {
    if (row.seq() == writing) {
      return new Standing(number, base, row);
    }
    return row.until() == 0 || row.until() == writing ? new Standing(number, row, own) : this;
  }

  /** What there is of it as this writing goes; null when it is gone. */
  @Nullable Row current() {
    if (own != null) {
      return own;
    }
    return base == null || base.ended() ? null : base;
  }

  /** The photo that it has, or had in the snapshot before; 0 for none. */
  long knownPhoto() {
    Row known = own == null ? base : own;
    return known == null ? 0 : known.photo();
  }
}
