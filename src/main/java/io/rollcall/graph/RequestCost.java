package io.rollcall.graph;

import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * What a request is expected to cost, in resource units: a base for the path, one less with {@code
 * $select}, one less below {@code $top=20}, one more with {@code $expand}, at least one (<a
 * href="https://learn.microsoft.com/graph/throttling-limits">throttling limits</a>). The answer may
 * say otherwise.
 *
 * @param units at least 1
 */
record RequestCost(int units) {
  private static final int SMALL_PAGE = 20;

  static RequestCost of(HttpUrl url) {
    int cost = base(url.encodedPath().toLowerCase(Locale.ROOT));
    if (has(url, "$select")) {
      cost--;
    }
    if (has(url, "$expand")) {
      cost++;
    }
    if (below(url.queryParameter("$top"))) {
      cost--;
    }
    return new RequestCost(Math.max(1, cost));
  }

  private static int base(String path) {
    if (path.contains("/transitivemembers")) {
      return 5;
    }
    if (path.contains("/members")) {
      return 3;
    }
    return path.contains("/users") || path.contains("/memberof") ? 2 : 1;
  }

  private static boolean has(HttpUrl url, String name) {
    return url.queryParameter(name) != null;
  }

  private static boolean below(@Nullable String top) {
    try {
      return top != null && Integer.parseInt(top) < SMALL_PAGE;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
