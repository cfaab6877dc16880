package io.rollcall.cli;

import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Documents in the order of their records' components; times as ISO 8601 in UTC. */
final class JsonOutput {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final JsonMapper LINES =
      MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonOutput() {}

  static String of(Object document) {
    return Visible.json(MAPPER.writeValueAsString(document));
  }

  /** A document on one line. */
  static String line(Object document) {
    return Visible.json(LINES.writeValueAsString(document));
  }
}
