package io.rollcall.exchange.online;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer's envelope, taken apart row by row.
 *
 * @param next the link to more rows; null when there are none
 */
record Page(@Nullable String next, List<String> warnings) {
  static final JsonMapper LENIENT =
      JsonMapper.builder(
              JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build())
          .build();

  /** An answer that is not of the envelope's form. */
  static final class NoPage extends Exception {
    private static final long serialVersionUID = 1L;

    NoPage(String why) {
      super(why);
    }
  }

  /**
   * @param wanted see {@link Row#of}
   * @throws NoPage when the answer has no list of rows, or a row is no object
   */
  static Page read(byte[] body, Set<String> wanted, Consumer<Row> rows) throws NoPage {
    String next = null;
    List<String> warnings = new ArrayList<>();
    boolean listed = false;
    try (JsonParser json = LENIENT.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new NoPage("it is no object");
      }
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        switch (name) {
          case "value" -> {
            listed = true;
            rows(json, wanted, rows);
          }
          case "@odata.nextLink" -> next = text(json.readValueAsTree());
          case "@adminapi.warnings" -> {
            for (JsonNode warning : json.<JsonNode>readValueAsTree()) {
              warnings.add(warning.asString(""));
            }
          }
          default -> json.skipChildren();
        }
      }
    } catch (JacksonException e) {
      throw new NoPage("its JSON is damaged");
    }
    if (!listed) {
      throw new NoPage("it has no list of rows");
    }
    return new Page(next, List.copyOf(warnings));
  }

  private static void rows(JsonParser json, Set<String> wanted, Consumer<Row> rows) throws NoPage {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new NoPage("its rows are no list");
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw new NoPage("a row is no object");
      }
      rows.accept(Row.of(json.readValueAsTree(), wanted));
    }
  }

  private static @Nullable String text(JsonNode node) {
    String text = node.isString() ? node.stringValue() : "";
    return text.isEmpty() ? null : text;
  }
}
