package io.rollcall.pst;

import io.rollcall.pst.ltp.NamedProperties;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The postal addresses of a contact; [MS-OXOCNTC] 2.2.1.3. */
final class AddressProperties {
  private static final int MAILING_WHOLE = 0x3A15;
  private static final int MAILING_CHOICE = 0x8022;

  /** The numbers of street, city, state, postal code, country, post office box. */
  private static final List<Integer> HOME = List.of(0x3A5D, 0x3A59, 0x3A5C, 0x3A5B, 0x3A5A, 0x3A5E);

  private static final List<Integer> OTHER =
      List.of(0x3A63, 0x3A5F, 0x3A62, 0x3A61, 0x3A60, 0x3A64);
  private static final List<Integer> MAILING =
      List.of(0x3A29, 0x3A27, 0x3A28, 0x3A2A, 0x3A26, 0x3A2B);

  /** The business address has none: these are names. */
  private static final List<Integer> BUSINESS =
      List.of(0x8045, 0x8046, 0x8047, 0x8048, 0x8049, 0x804A);

  private AddressProperties() {}

  static List<Property> of(PstContact contact, NamedProperties names) {
    Map<PstAddress.Kind, PstAddress> addresses = contact.addresses();
    List<Property> properties = new ArrayList<>();
    addresses.forEach(
        (kind, address) -> {
          add(properties, ids(kind, names), address);
          string(properties, names.id(PropertySet.ADDRESS, whole(kind)), address.whole());
        });
    PstMailing mailing = contact.mailing();
    if (mailing != null) {
      mailing(properties, mailing, addresses, names);
    }
    return properties;
  }

  /** The choice, and a copy of the address that was chosen, if there is one. */
  private static void mailing(
      List<Property> properties,
      PstMailing choice,
      Map<PstAddress.Kind, PstAddress> addresses,
      NamedProperties names) {
    properties.add(Property.int32(names.id(PropertySet.ADDRESS, MAILING_CHOICE), choice.number()));
    PstAddress.Kind kind = choice.kind();
    PstAddress chosen = kind == null ? null : addresses.get(kind);
    if (chosen != null) {
      add(properties, MAILING, chosen);
      string(properties, MAILING_WHOLE, chosen.whole());
    }
  }

  private static List<Integer> ids(PstAddress.Kind kind, NamedProperties names) {
    return switch (kind) {
      case HOME -> HOME;
      case OTHER -> OTHER;
      case BUSINESS ->
          BUSINESS.stream().map(number -> names.id(PropertySet.ADDRESS, number)).toList();
    };
  }

  private static int whole(PstAddress.Kind kind) {
    return switch (kind) {
      case HOME -> 0x801A;
      case BUSINESS -> 0x801B;
      case OTHER -> 0x801C;
    };
  }

  private static void add(List<Property> properties, List<Integer> ids, PstAddress address) {
    List<String> parts =
        List.of(
            address.street(),
            address.city(),
            address.state(),
            address.postalCode(),
            address.country(),
            address.postOfficeBox());
    for (int i = 0; i < parts.size(); i++) {
      string(properties, ids.get(i), parts.get(i));
    }
  }

  private static void string(List<Property> properties, int id, String value) {
    String cleaned = Texts.clean(value);
    if (!cleaned.isEmpty()) {
      properties.add(Property.string(id, cleaned));
    }
  }
}
