package io.rollcall.graph;

import com.microsoft.kiota.http.middleware.options.ParametersNameDecodingOption;
import io.rollcall.kernel.RollcallException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What every call of the SDK has around it. */
final class Calls {
  private static final int NOT_FOUND = 404;
  private static final Set<String> ABSENT =
      Set.of("request_resourcenotfound", "resourcenotfound", "");

  private final GraphEndpoints endpoints;
  private final Explanations explanations;

  Calls(GraphConnection connection) {
    this.endpoints = connection.endpoints();
    this.explanations = new Explanations(connection.organization());
  }

  /**
   * Calls the SDK. An answer that it cannot read, with any of the exceptions that it then throws,
   * is a malformed one.
   */
  <T> T get(String path, Supplier<@Nullable T> call) {
    T answer;
    try {
      answer = call.get();
    } catch (RollcallException e) {
      throw e;
    } catch (RuntimeException e) {
      throw malformed(path, e.getClass().getSimpleName() + ", " + e.getMessage(), e);
    }
    if (answer == null) {
      throw malformed(path, "it is empty", null);
    }
    return answer;
  }

  /** The entries of a page; a page that has not even an empty list is no page. */
  <T> List<T> entries(@Nullable List<T> value) {
    if (value == null) {
      throw new IllegalStateException("it has no list");
    }
    return value;
  }

  /** A link of an answer, when the token may follow it and it leads on. */
  @Nullable String checkedNext(String path, @Nullable String own, @Nullable String next) {
    if (next == null) {
      return null;
    }
    if (!endpoints.holds(next)) {
      throw malformed(path, "its link leads to another address", null);
    }
    if (next.equals(own)) {
      throw malformed(path, "its link leads to itself", null);
    }
    return next;
  }

  /** A link that was stored. */
  String checkedStored(String path, String link) {
    if (!endpoints.holds(link)) {
      throw explanations.foreignLink(path);
    }
    return link;
  }

  GraphException malformed(String path, String what, @Nullable Throwable cause) {
    return explanations.malformed(path, what, cause);
  }

  /** Whether the thing is not there, as opposed to a proxy's page that says 404. */
  static boolean saysAbsent(GraphException e) {
    return e.status() == NOT_FOUND && ABSENT.contains(e.code().orElse("").toLowerCase(Locale.ROOT));
  }

  /** Keeps the SDK from decoding a link: it is used to the byte as it came. */
  static ParametersNameDecodingOption unchanged() {
    ParametersNameDecodingOption option = new ParametersNameDecodingOption();
    option.enable = false;
    return option;
  }

  /** A path segment: ids hold slashes and equal signs. */
  static String segment(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
