package io.rollcall.sandbox.graph;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request to Graph, by itself or as part of a batch.
 *
 * @param pathAndQuery below the version, undecoded
 * @param headers by name in lower case
 */
record Request(String method, String pathAndQuery, Map<String, String> headers, byte[] body) {
  private static final Pattern MAILBOX = Pattern.compile("/users/([^/?]+)/contact.*");
  private static final Pattern PAGE_SIZE = Pattern.compile("odata\\.maxpagesize=(\\d+)");

  @Nullable String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  boolean wantsImmutableIds() {
    return prefer().contains("IdType=\"ImmutableId\"");
  }

  /** What the header Prefer asks for; empty when it does not. */
  Optional<Integer> pageSize() {
    Matcher size = PAGE_SIZE.matcher(prefer());
    return size.find() ? Optional.of(Integer.parseInt(size.group(1))) : Optional.empty();
  }

  private String prefer() {
    return headers.getOrDefault("prefer", "");
  }

  /** Whose contacts it is about; empty when it is about none. */
  Optional<String> mailbox() {
    Matcher path = MAILBOX.matcher(path());
    return path.matches() ? Optional.of(decoded(path.group(1))) : Optional.empty();
  }

  /** Undecoded: a slash inside of an id is no end of it. */
  String path() {
    int end = pathAndQuery.indexOf('?');
    return end < 0 ? pathAndQuery : pathAndQuery.substring(0, end);
  }

  static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  static String encoded(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The query's parameters; names and values decoded. */
  Map<String, String> query() {
    int start = pathAndQuery.indexOf('?');
    return start < 0 ? Map.of() : TokenDesk.decoded(pathAndQuery.substring(start + 1));
  }

  boolean followsALink() {
    return query().keySet().stream()
        .anyMatch(name -> name.matches("(?i)\\$(skip|skiptoken|deltatoken)"));
  }
}
