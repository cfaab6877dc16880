package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One object's attributes. What is absent is empty. */
record Entry(SearchResultEntry attributes) {

  String dn() {
    return attributes.getDN();
  }

  @Nullable String text(String name) {
    String value = attributes.getAttributeValue(name);
    return value == null || value.isBlank() ? null : value;
  }

  List<String> texts(String name) {
    String[] values = attributes.getAttributeValues(name);
    return values == null ? List.of() : List.of(values);
  }

  boolean has(String name) {
    return attributes.hasAttribute(name);
  }

  boolean isA(String objectClass) {
    return texts("objectClass").stream().anyMatch(objectClass::equalsIgnoreCase);
  }

  byte @Nullable [] octets(String name) {
    return attributes.getAttributeValueBytes(name);
  }

  @Nullable UUID guid(String name) {
    return Octets.guid(octets(name));
  }

  @Nullable String sid(String name) {
    return Octets.sid(octets(name));
  }

  /** Absent is false, as Exchange takes it. */
  boolean flag(String name) throws Unreadable {
    String text = text(name);
    if (text == null) {
      return false;
    }
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "TRUE", "1" -> true;
      case "FALSE", "0" -> false;
      default -> throw new Unreadable(name + " is neither TRUE nor FALSE");
    };
  }

  /** A 64-bit integer: types of recipients do not fit into 32. */
  @Nullable Long number(String name) throws Unreadable {
    String text = text(name);
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      throw new Unreadable(name + " is no number");
    }
  }

  boolean bit(String name, long bit) throws Unreadable {
    Long number = number(name);
    return number != null && (number & bit) != 0;
  }

  /** Of a kilobyte figure the bytes; absent or negative is unlimited. */
  Object bytes(String name) throws Unreadable {
    Long kilobytes = number(name);
    if (kilobytes == null || kilobytes < 0) {
      return "Unlimited";
    }
    if (kilobytes > Long.MAX_VALUE >> 10) {
      throw new Unreadable(name + " is no size in KB");
    }
    return kilobytes << 10;
  }

  /** A number; absent or negative is unlimited. */
  Object limit(String name) throws Unreadable {
    Long number = number(name);
    return number == null || number < 0 ? "Unlimited" : number;
  }

  /** The primary SMTP address in lower case, else the address of {@code mail}. */
  @Nullable String primaryAddress() {
    for (String address : texts("proxyAddresses")) {
      if (address.startsWith("SMTP:")) {
        return address.substring(5).strip().toLowerCase(Locale.ROOT);
      }
    }
    String mail = text("mail");
    return mail == null ? null : mail.strip().toLowerCase(Locale.ROOT);
  }
}
