package io.rollcall.sandbox.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to Graph, by itself or as part of a batch.
 *
 * @param pathAndQuery below the version, undecoded
 */
record Request(String method, String pathAndQuery, @Nullable String consistencyLevel, String body) {

  /** Undecoded: a slash inside of an id is no end of it. */
  String path() {
    int end = pathAndQuery.indexOf('?');
    return end < 0 ? pathAndQuery : pathAndQuery.substring(0, end);
  }

  static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The query's parameters; names and values decoded. */
  Map<String, String> query() {
    int start = pathAndQuery.indexOf('?');
    return start < 0 ? Map.of() : TokenDesk.decoded(pathAndQuery.substring(start + 1));
  }

  boolean followsALink() {
    return query().keySet().stream().anyMatch(name -> name.matches("(?i)\\$(skip|delta)token"));
  }
}
