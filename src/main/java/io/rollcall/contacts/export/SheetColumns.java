package io.rollcall.contacts.export;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A column or more for every field, in the fields' order. */
final class SheetColumns {
  private static final int EMAILS = 3;
  private static final Set<ContactField> NUMBERED =
      Set.of(ContactField.BUSINESS_PHONES, ContactField.HOME_PHONES);
  static final List<ContactColumn> ALL = all();

  private SheetColumns() {}

  private static List<ContactColumn> all() {
    List<ContactColumn> columns = new ArrayList<>();
    for (ContactField field : ContactField.values()) {
      String title = FieldNames.of(field);
      switch (field.shape()) {
        case TEXT, EXTENDED -> columns.add(ContactColumn.text(title, field));
        case TEXTS -> columns.addAll(list(title, field));
        case DATE -> columns.add(ContactColumn.date(title, field, Object::toString));
        case EMAILS -> columns.addAll(emails());
        case ADDRESS -> columns.addAll(place(title, field));
      }
    }
    return List.copyOf(columns);
  }

  /** A number each for two telephones; else one column with a line for each. */
  private static List<ContactColumn> list(String title, ContactField field) {
    if (!NUMBERED.contains(field)) {
      return List.of(ContactColumn.joined(title, field, "\n"));
    }
    String one = title.substring(0, title.length() - 1);
    return List.of(
        ContactColumn.item(one, field, 0),
        new ContactColumn(
            one + " 2", card -> String.join("\n", card.texts(field).stream().skip(1).toList())));
  }

  private static List<ContactColumn> emails() {
    List<ContactColumn> columns = new ArrayList<>();
    for (int i = 0; i < EMAILS; i++) {
      columns.add(ContactColumn.email("E-mail " + (i + 1), i, ContactEmail::address));
      columns.add(ContactColumn.email("E-mail " + (i + 1) + " name", i, ContactEmail::name));
    }
    return columns;
  }

  private static List<ContactColumn> place(String title, ContactField field) {
    String kind = title.substring(0, title.indexOf(' '));
    return List.of(
        ContactColumn.address(kind + " street", field, ContactAddress::street),
        ContactColumn.address(kind + " city", field, ContactAddress::city),
        ContactColumn.address(kind + " state", field, ContactAddress::state),
        ContactColumn.address(kind + " postal code", field, ContactAddress::postalCode),
        ContactColumn.address(kind + " country", field, ContactAddress::country));
  }
}
