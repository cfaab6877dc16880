package io.rollcall.contacts.restore;

import io.rollcall.contacts.store.SnapshotView;
import io.rollcall.contacts.store.StoredContact;
import java.util.Arrays;
import java.util.Optional;

/** Whether two contacts of snapshots say the same, their photos too; folders do not count. */
final class Sameness {

  private Sameness() {}

  /** False when one of them is not there. */
  static boolean of(SnapshotView one, long number, SnapshotView other, long otherNumber) {
    Optional<StoredContact> first = one.contact(number);
    Optional<StoredContact> second = other.contact(otherNumber);
    return first.isPresent()
        && second.isPresent()
        && first.get().card().equals(second.get().card())
        && samePhoto(one, first.get(), other, second.get());
  }

  private static boolean samePhoto(
      SnapshotView one, StoredContact first, SnapshotView other, StoredContact second) {
    if (first.hasPhoto() != second.hasPhoto()) {
      return false;
    }
    boolean sameMailbox = one.mailbox().id() == other.mailbox().id();
    return sameMailbox
        ? first.photo() == second.photo()
        : Arrays.equals(
            one.photo(first).orElseGet(() -> new byte[0]),
            other.photo(second).orElseGet(() -> new byte[0]));
  }
}
