package io.rollcall.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Streaming JSON with the bounds that a hostile line runs into. */
final class Json {

  /**
   * An honest record is six levels deep: groups, a group, values, trustees, a grant, its rights.
   */
  private static final int MAX_DEPTH = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(LineSource.MAX_LINE_BYTES)
                  .maxNameLength(1_000)
                  .build())
          .build();

  private Json() {}

  static JsonParser parser(byte[] line) {
    return FACTORY.createParser(ObjectReadContext.empty(), line);
  }

  /**
   * Reads the value at the current token to its end: String, Long, Boolean, null, List, Map, or
   * another Number where a Long cannot hold it.
   *
   * @throws Refusal when an object names a key twice or a text is no Unicode
   */
  static @Nullable Object read(JsonParser parser) throws Refusal {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> checked(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getNumberValue());
      case START_ARRAY -> array(parser);
      default -> object(parser);
    };
  }

  private static Object number(Number number) {
    return number instanceof Integer small ? (Object) small.longValue() : number;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws Refusal {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(read(parser));
    }
    return list;
  }

  static Map<String, @Nullable Object> object(JsonParser parser) throws Refusal {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      checked(name);
      parser.nextToken();
      Object value = read(parser);
      if (map.containsKey(name)) {
        throw Refusal.duplicateKey(name);
      }
      map.put(name, value);
    }
    return map;
  }

  /**
   * JSON can spell what no database column holds: U+0000 and halves of surrogate pairs.
   *
   * @return the text itself
   */
  static String checked(String text) throws Refusal {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new Refusal("holds the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new Refusal("holds half of a surrogate pair");
        }
        i++;
      }
    }
    return text;
  }

  /** A piece of foreign text, short and clean enough for a message. */
  static String clip(Object text) {
    String whole = String.valueOf(text);
    return clip(whole, 80);
  }

  static String clip(String text, int maxChars) {
    StringBuilder clean = new StringBuilder(Math.min(text.length(), maxChars));
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (clean.length() >= maxChars - 1) {
        return clean.append('…').toString();
      }
      int c = text.codePointAt(i);
      boolean shown = c >= ' ' && !(Character.isBmpCodePoint(c) && Character.isSurrogate((char) c));
      clean.appendCodePoint(shown ? c : '?');
    }
    return clean.toString();
  }
}
