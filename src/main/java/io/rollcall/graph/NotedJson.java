package io.rollcall.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.microsoft.kiota.serialization.JsonParseNode;
import com.microsoft.kiota.serialization.ParseNode;
import com.microsoft.kiota.serialization.ParseNodeFactory;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives the SDK its JSON, with notes about what its models drop: which properties were null,
 * whether an object was removed, who joined and left a group. A note is a text property that no
 * model knows, so that the SDK keeps it among the additional data. Properties that nobody here
 * reads are left out: the SDK would refuse a page for a date in one of them that it cannot read.
 */
final class NotedJson implements ParseNodeFactory {
  private static final String CLEARED = "rollcall.cleared";
  private static final String REMOVED = "rollcall.removed";
  private static final String MEMBERS = "rollcall.members";
  private static final String MEMBERS_DELTA = "members@delta";
  private static final char SEPARATOR = '\t';

  private final Set<String> read;

  /**
   * @param read the properties of objects that are read, by Graph's names
   */
  NotedJson(Set<String> read) {
    this.read = Set.copyOf(read);
  }

  /** What was noted about one object. */
  record Notes(Map<String, Object> additionalData) {

    /** Properties that were there without a value, by Graph's names. */
    Set<String> cleared() {
      return Set.of(text(CLEARED).split(String.valueOf(SEPARATOR), -1));
    }

    /** The word for how it was removed; null when it was not. */
    @Nullable String removed() {
      return additionalData.containsKey(REMOVED) ? text(REMOVED) : null;
    }

    /** Who joined, or who left. */
    List<GraphMember> members(boolean left) {
      List<GraphMember> members = new ArrayList<>();
      text(MEMBERS)
          .lines()
          .map(line -> line.split(String.valueOf(SEPARATOR), -1))
          .filter(parts -> parts[0].equals(left ? "-" : "+"))
          .forEach(parts -> members.add(new GraphMember(parts[1], GraphMember.Kind.of(parts[2]))));
      return List.copyOf(members);
    }

    private String text(String note) {
      return additionalData.get(note) instanceof String text ? text : "";
    }
  }

  @Override
  public String getValidContentType() {
    return "application/json";
  }

  /**
   * @throws JsonParseException when an object has not the form that Graph's has
   */
  @Override
  public ParseNode getParseNode(String contentType, InputStream rawResponse) {
    JsonElement root =
        JsonParser.parseReader(new InputStreamReader(rawResponse, StandardCharsets.UTF_8));
    return node(root);
  }

  /** The same for JSON that was read already. */
  ParseNode node(JsonElement root) {
    if (root instanceof JsonObject object) {
      if (object.get("value") instanceof JsonArray items) {
        items.forEach(this::note);
      } else {
        note(object);
      }
    }
    return new JsonParseNode(root);
  }

  private void note(JsonElement item) {
    if (!(item instanceof JsonObject object)) {
      throw new JsonParseException("an entry is no object");
    }
    JsonElement removed = object.get("@removed");
    JsonElement members = object.get(MEMBERS_DELTA);
    object.keySet().retainAll(read);
    List<String> cleared =
        object.entrySet().stream()
            .filter(property -> property.getValue().isJsonNull())
            .map(Map.Entry::getKey)
            .toList();
    if (!cleared.isEmpty()) {
      object.addProperty(CLEARED, String.join(String.valueOf(SEPARATOR), cleared));
    }
    if (removed != null) {
      object.addProperty(REMOVED, reason(removed));
    }
    if (members instanceof JsonArray named) {
      StringBuilder lines = new StringBuilder();
      named.forEach(member -> line(lines, member));
      object.addProperty(MEMBERS, lines.toString());
    }
  }

  private static void line(StringBuilder lines, JsonElement member) {
    if (!(member instanceof JsonObject object) || text(object.get("id")).isEmpty()) {
      throw new JsonParseException("a member has no id");
    }
    lines
        .append(object.has("@removed") ? '-' : '+')
        .append(SEPARATOR)
        .append(text(object.get("id")))
        .append(SEPARATOR)
        .append(text(object.get("@odata.type")))
        .append('\n');
  }

  private static String reason(JsonElement removed) {
    return removed instanceof JsonObject object ? text(object.get("reason")) : "";
  }

  private static String text(@Nullable JsonElement element) {
    return element != null && element.isJsonPrimitive()
        ? element.getAsString().replaceAll("[\\p{Cntrl}]", "")
        : "";
  }
}
