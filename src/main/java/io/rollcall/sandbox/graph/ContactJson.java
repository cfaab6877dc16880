package io.rollcall.sandbox.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A contact as Graph gives it (<a
 * href="https://learn.microsoft.com/graph/api/resources/contact">contact</a>): what was never set
 * is null, an empty list or an empty object; extended properties only on demand, by their exact
 * ids.
 *
 * @param immutable in which form ids are given
 * @param select properties that are wanted; empty for all
 * @param expand ids of extended properties that are wanted
 */
record ContactJson(boolean immutable, Set<String> select, Set<String> expand, Set<Trait> traits) {
  static final Set<String> LISTS =
      Set.of(
          "children",
          "emailAddresses",
          "imAddresses",
          "businessPhones",
          "homePhones",
          "categories");
  static final Set<String> ADDRESSES = Set.of("businessAddress", "homeAddress", "otherAddress");
  static final List<String> TEXTS =
      List.of(
          "fileAs",
          "displayName",
          "givenName",
          "initials",
          "middleName",
          "nickName",
          "surname",
          "title",
          "yomiGivenName",
          "yomiSurname",
          "yomiCompanyName",
          "generation",
          "jobTitle",
          "companyName",
          "department",
          "officeLocation",
          "profession",
          "businessHomePage",
          "assistantName",
          "manager",
          "mobilePhone",
          "spouseName",
          "personalNotes",
          "birthday");

  private static final Pattern EXPAND =
      Pattern.compile("singleValueExtendedProperties\\(\\$filter=(.+)\\)");
  private static final Pattern ID = Pattern.compile("id eq '([^']+)'");

  /** What a request asks for; null when its {@code $expand} cannot be understood. */
  static @Nullable ContactJson of(Request request, Set<Trait> traits) {
    String select = request.query().get("$select");
    String expand = request.query().get("$expand");
    Set<String> expanded = Set.of();
    if (expand != null) {
      Matcher filter = EXPAND.matcher(expand);
      if (!filter.matches()) {
        return null;
      }
      List<String> ids = new ArrayList<>();
      for (String clause : filter.group(1).split(" or ", -1)) {
        Matcher id = ID.matcher(clause);
        if (!id.matches()) {
          return null;
        }
        ids.add(id.group(1));
      }
      expanded = Set.copyOf(ids);
    }
    return new ContactJson(
        request.wantsImmutableIds(),
        select == null ? Set.of() : Set.of(select.split(",", -1)),
        expanded,
        traits);
  }

  Map<String, @Nullable Object> of(SandboxContact contact) {
    return of(contact, contact.changeKey());
  }

  /**
   * @param changeKey another one than the newest: told late
   */
  Map<String, @Nullable Object> of(SandboxContact contact, String changeKey) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("createdDateTime", contact.created.toString());
    all.put("lastModifiedDateTime", contact.modified.toString());
    all.put("changeKey", changeKey);
    all.put("parentFolderId", contact.folderId);
    LISTS.forEach(name -> all.put(name, List.of()));
    ADDRESSES.forEach(name -> all.put(name, Map.of()));
    TEXTS.forEach(name -> all.put(name, null));
    contact.values.forEach((name, value) -> all.put(name, value == null ? all.get(name) : value));
    if (!select.isEmpty()) {
      all.keySet().retainAll(select);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("@odata.etag", "W/\"" + changeKey + "\"");
    json.put("id", contact.id(immutable));
    json.putAll(all);
    List<Map<String, String>> properties = new ArrayList<>();
    contact.extended.forEach(
        (id, value) -> {
          if (expand.contains(id)) {
            properties.add(Map.of("id", id, "value", value));
          }
        });
    if (!properties.isEmpty()) {
      json.put(SandboxMailbox.EXTENDED, properties);
    }
    if (traits.contains(Trait.UNKNOWN_PROPERTIES)) {
      json.put("@odata.type", "#microsoft.graph.contact");
      json.put("flag", Map.of("flagStatus", "unknownFutureValue", "weight", 7.5));
      json.put("primaryEmailAddress", null);
    }
    return json;
  }
}
