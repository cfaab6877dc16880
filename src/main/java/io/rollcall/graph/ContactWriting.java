package io.rollcall.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.rollcall.graph.ContactField.Shape;
import org.jspecify.annotations.Nullable;

/**
 * From a card to the JSON with which Graph makes a contact; the way back of {@link ContactReading}.
 */
final class ContactWriting {
  /**
   * On each contact that was restored, never part of a card: which restore made it, and of which
   * item. The property set is our own.
   */
  static final String MARKER =
      "String {6f0ad0b2-8c54-4f3e-9f7c-2f1a5d3f7b61} Name RollcallRestored";

  /** Where Exchange keeps a day: at that time nearly all zones have the same date. */
  private static final String TIME_OF_A_DAY = "T11:59:00Z";

  private ContactWriting() {}

  /**
   * What makes a contact that says the same. Names by which it is shown and sorted are always said:
   * Exchange makes up what is not, anew with each change.
   *
   * @param marker null for none
   */
  static JsonObject json(ContactCard card, @Nullable String marker) {
    JsonObject json = new JsonObject();
    JsonArray extended = new JsonArray();
    card.values().forEach((field, value) -> put(json, extended, card, field));
    json.addProperty(ContactField.DISPLAY_NAME.graphName(), card.text(ContactField.DISPLAY_NAME));
    json.addProperty(ContactField.FILE_AS.graphName(), card.text(ContactField.FILE_AS));
    if (marker != null) {
      extended.add(property(MARKER, marker));
    }
    if (!extended.isEmpty()) {
      json.add(ContactReading.EXTENDED, extended);
    }
    return json;
  }

  private static void put(
      JsonObject json, JsonArray extended, ContactCard card, ContactField field) {
    String name = field.graphName();
    if (field.shape() == Shape.EXTENDED) {
      extended.add(property(name, card.text(field)));
    } else if (field.shape() == Shape.DATE) {
      json.addProperty(name, card.date(field) + TIME_OF_A_DAY);
    } else if (field.shape() == Shape.EMAILS) {
      JsonArray emails = new JsonArray();
      card.emails().forEach(email -> emails.add(email(email)));
      json.add(name, emails);
    } else if (field.shape() == Shape.TEXTS) {
      JsonArray texts = new JsonArray();
      card.texts(field).forEach(texts::add);
      json.add(name, texts);
    } else if (card.values().get(field) instanceof ContactAddress address) {
      json.add(name, address(address));
    } else {
      json.addProperty(name, card.text(field));
    }
  }

  private static JsonObject property(String id, String value) {
    JsonObject property = new JsonObject();
    property.addProperty("id", id);
    property.addProperty("value", value);
    return property;
  }

  private static JsonObject email(ContactEmail email) {
    JsonObject json = new JsonObject();
    addUnlessEmpty(json, "name", email.name());
    addUnlessEmpty(json, "address", email.address());
    return json;
  }

  private static JsonObject address(ContactAddress address) {
    JsonObject json = new JsonObject();
    addUnlessEmpty(json, "street", address.street());
    addUnlessEmpty(json, "city", address.city());
    addUnlessEmpty(json, "state", address.state());
    addUnlessEmpty(json, "postalCode", address.postalCode());
    addUnlessEmpty(json, "countryOrRegion", address.country());
    return json;
  }

  private static void addUnlessEmpty(JsonObject json, String name, String value) {
    if (!value.isEmpty()) {
      json.addProperty(name, value);
    }
  }
}
