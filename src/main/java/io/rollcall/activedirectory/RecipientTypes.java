package io.rollcall.activedirectory;

import com.unboundid.ldap.sdk.Filter;
import io.rollcall.exchange.Classification;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.RecipientType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What kind of recipient an entry is, by msExchRecipientTypeDetails: a 64-bit number with one bit,
 * compared for equality.
 */
final class RecipientTypes {
  static final String ATTRIBUTE = "msExchRecipientTypeDetails";

  private RecipientTypes() {}

  /** A value that is no number is an unknown type, and no word of ours. */
  static Classification classify(Entry entry) {
    String text = entry.text(ATTRIBUTE);
    return Classification.of(text != null && text.matches("\\d{1,19}") ? text : "");
  }

  static @Nullable RecipientType of(Entry entry) {
    return classify(entry).type();
  }

  /** Exchange's word for the type; the number as it is, when nobody knows it. */
  static String word(Entry entry) {
    return Classification.word(String.valueOf(entry.text(ATTRIBUTE)));
  }

  /** The kind that an entry of an unknown type most likely is. */
  static ObjectKind likelyKind(Entry entry) {
    if (entry.isA("contact")) {
      return ObjectKind.CONTACT;
    }
    return entry.isA("group") || entry.isA("msExchDynamicDistributionList")
        ? ObjectKind.LIST
        : ObjectKind.MAILBOX;
  }

  /** Finds all objects of the known types, by equality: bits cannot be asked for everywhere. */
  static Filter known() {
    List<Filter> types = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE - 1; bit++) {
      String number = Long.toString(1L << bit);
      if (Classification.of(number).type() != null) {
        types.add(Filter.createEqualityFilter(ATTRIBUTE, number));
      }
    }
    return Filter.createORFilter(types);
  }
}
