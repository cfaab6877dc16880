package io.rollcall.directorysync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a plan's line does to a user or a list. It is written only while the panel still holds what
 * was there.
 *
 * @param before null when the panel has no live one
 * @param after null when it is removed
 * @param why why it is removed, by {@link Scope.Left#key()}; null for other changes
 * @param returns the panel had it before, and it was removed
 */
record EntryChange(
    Kind kind,
    String id,
    @Nullable Entry before,
    @Nullable Entry after,
    @Nullable String why,
    boolean returns) {

  /** A field that changes; null is no value. */
  record FieldChange(String field, @Nullable String before, @Nullable String after) {}

  /**
   * An address that changes.
   *
   * @param before how it was held: {@code primary}, {@code alias}; null when it was not
   */
  record AddressChange(String address, @Nullable String before, @Nullable String after) {}

  /** The fields that differ, in the order of the columns. */
  List<FieldChange> fieldChanges() {
    List<FieldChange> changes = new ArrayList<>();
    for (Kind.Column column : kind.columns()) {
      String old = before == null ? null : before.fields().get(column.field());
      String now = after == null ? null : after.fields().get(column.field());
      if (!Objects.equals(old, now)) {
        changes.add(new FieldChange(column.field(), old, now));
      }
    }
    return changes;
  }

  /** The addresses that differ: come, go, or change between primary and alias. */
  List<AddressChange> addressChanges() {
    Map<String, Entry.Address> old = new HashMap<>();
    List<AddressChange> changes = new ArrayList<>();
    if (before != null) {
      before.addresses().forEach(address -> old.put(address.key(), address));
    }
    for (Entry.Address address : after == null ? List.<Entry.Address>of() : after.addresses()) {
      Entry.Address was = old.remove(address.key());
      if (!address.equals(was)) {
        changes.add(new AddressChange(address.address(), held(was), held(address)));
      }
    }
    if (before != null) {
      before.addresses().stream()
          .filter(address -> old.containsKey(address.key()))
          .forEach(gone -> changes.add(new AddressChange(gone.address(), held(gone), null)));
    }
    return changes;
  }

  static @Nullable String held(Entry.@Nullable Address address) {
    if (address == null) {
      return null;
    }
    return address.primary() ? "primary" : "alias";
  }
}
