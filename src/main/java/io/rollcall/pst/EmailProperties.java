package io.rollcall.pst;

import io.rollcall.pst.ltp.NamedProperties;
import io.rollcall.pst.ltp.Property;
import io.rollcall.pst.ltp.PropertySet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The e-mail addresses of a contact, each as five named properties; [MS-OXOCNTC] 2.2.1.2. A name
 * without an address is the first of them alone, and on no list: nothing can be sent to it.
 */
final class EmailProperties {
  private static final int FIRST = 0x8080;
  private static final int STEP = 0x10;

  /** Flags, provider, version, and the flags for Unicode; [MS-OXCDATA] 2.2.5.1. */
  private static final byte[] ONE_OFF =
      HexFormat.of().parseHex("00000000812B1FA4BEA310199D6E00DD010F540200000180");

  private EmailProperties() {}

  static List<Property> of(List<PstEmail> emails, NamedProperties names) {
    List<Property> properties = new ArrayList<>();
    List<Integer> present = new ArrayList<>();
    int mask = 0;
    for (int i = 0; i < emails.size(); i++) {
      PstEmail email = clean(emails.get(i));
      if (email.shown().isEmpty()) {
        continue;
      }
      int base = FIRST + STEP * i;
      properties.add(Property.string(address(names, base), email.shown()));
      if (!email.address().isEmpty()) {
        present.add(i);
        mask |= 1 << i;
        properties.add(Property.string(address(names, base + 2), email.type()));
        properties.add(Property.string(address(names, base + 3), email.address()));
        properties.add(Property.string(address(names, base + 4), email.address()));
        properties.add(Property.binary(address(names, base + 5), entryId(email)));
      }
    }
    if (mask != 0) {
      properties.add(Property.int32List(address(names, 0x8028), present));
      properties.add(Property.int32(address(names, 0x8029), mask));
    }
    return properties;
  }

  private static PstEmail clean(PstEmail email) {
    return new PstEmail(Texts.clean(email.name()), Texts.clean(email.address()));
  }

  private static int address(NamedProperties names, int number) {
    return names.id(PropertySet.ADDRESS, number);
  }

  private static byte[] entryId(PstEmail email) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ONE_OFF);
    for (String text : List.of(email.shown(), email.type(), email.address())) {
      bytes.writeBytes((text + "\0").getBytes(StandardCharsets.UTF_16LE));
    }
    return bytes.toByteArray();
  }
}
