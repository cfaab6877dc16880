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
 * model knows, so that the SDK keeps it among the additional data.
 */
final class NotedJson implements ParseNodeFactory {
  private static final String CLEARED = "rollcall.cleared";
  private static final String REMOVED = "rollcall.removed";
  private static final String MEMBERS = "rollcall.members";
  private static final String MEMBERS_DELTA = "members@delta";
  private static final char SEPARATOR = '\t';

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
  static ParseNode node(JsonElement root) {
    if (root instanceof JsonObject object) {
      if (object.get("value") instanceof JsonArray items) {
        items.forEach(NotedJson::note);
      } else {
        note(object);
      }
    }
    return new JsonParseNode(root);
  }

  private static void note(JsonElement item) {
    if (!(item instanceof JsonObject object)) {
      throw new JsonParseException("an entry is no object");
    }
    List<String> cleared = new ArrayList<>();
    object
        .entrySet()
        .forEach(
            property -> {
              if (property.getValue().isJsonNull()) {
                cleared.add(property.getKey());
              }
            });
    if (!cleared.isEmpty()) {
      object.addProperty(CLEARED, String.join(String.valueOf(SEPARATOR), Set.copyOf(cleared)));
    }
    if (object.has("@removed")) {
      object.addProperty(REMOVED, reason(object.get("@removed")));
    }
    if (object.remove(MEMBERS_DELTA) instanceof JsonArray members) {
      StringBuilder lines = new StringBuilder();
      members.forEach(member -> line(lines, member));
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
