package io.rollcall.contacts.store;

import io.rollcall.graph.ContactAddress;
import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactEmail;
import io.rollcall.graph.ContactField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A card as canonical JSON: the fields' names in the fields' order, what is empty left out. */
final class CardJson {

  private CardJson() {}

  static CanonicalJson write(ContactCard card) {
    CanonicalJson json = new CanonicalJson().open('{');
    card.values()
        .forEach(
            (field, value) -> {
              json.name(field.name());
              switch (field.shape()) {
                case TEXT, EXTENDED -> json.value((String) value);
                case DATE -> json.value(value.toString());
                case TEXTS -> json.values(card.texts(field));
                case EMAILS -> emails(json, card.emails());
                case ADDRESS -> address(json, (ContactAddress) value);
              }
            });
    return json.close('}');
  }

  private static void emails(CanonicalJson json, List<ContactEmail> emails) {
    json.open('[');
    for (ContactEmail email : emails) {
      json.open('{').member("name", email.name()).member("address", email.address()).close('}');
    }
    json.close(']');
  }

  private static void address(CanonicalJson json, ContactAddress address) {
    json.open('{')
        .member("street", address.street())
        .member("city", address.city())
        .member("state", address.state())
        .member("postalCode", address.postalCode())
        .member("country", address.country())
        .close('}');
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException for a field that this program does not know
   */
  static ContactCard read(JsonNode json) {
    Map<ContactField, Object> values = new EnumMap<>(ContactField.class);
    json.properties()
        .forEach(
            member -> {
              ContactField field = ContactField.valueOf(member.getKey());
              JsonNode value = member.getValue();
              values.put(
                  field,
                  switch (field.shape()) {
                    case TEXT, EXTENDED -> value.asString();
                    case DATE -> LocalDate.parse(value.asString());
                    case TEXTS -> texts(value);
                    case EMAILS -> emails(value);
                    case ADDRESS ->
                        new ContactAddress(
                            text(value, "street"),
                            text(value, "city"),
                            text(value, "state"),
                            text(value, "postalCode"),
                            text(value, "country"));
                  });
            });
    return new ContactCard(values);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  private static List<ContactEmail> emails(JsonNode list) {
    List<ContactEmail> emails = new ArrayList<>();
    list.forEach(item -> emails.add(new ContactEmail(text(item, "name"), text(item, "address"))));
    return emails;
  }

  private static String text(JsonNode object, String name) {
    return object.path(name).asString("");
  }
}
