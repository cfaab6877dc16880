package io.rollcall.entra;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Whether bytes are one whole JSON object. A connection that ends without an error, and a proxy's
 * page of HTML, are found here. Control characters inside of text are let through: Graph sends
 * them.
 */
final class WholeJson {
  static final JsonFactory LENIENT =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private WholeJson() {}

  static boolean is(byte[] bytes) {
    try (JsonParser parser = LENIENT.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
