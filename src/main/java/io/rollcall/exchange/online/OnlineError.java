package io.rollcall.exchange.online;

import io.rollcall.entra.Answer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an answer says about its failure. The outer message is nearly always "Invalid Operation";
 * the reason lies below it, in one of two places, the second with the name of a .NET type before
 * it. A body may be empty, HTML or zero bytes: then only the status is known.
 */
final class OnlineError {
  private static final int LONGEST = 300;

  private OnlineError() {}

  /** The reason in the service's words, on one line; null when it gives none. */
  static @Nullable String text(Answer answer) {
    JsonNode error;
    try {
      error = Page.LENIENT.readTree(answer.body()).path("error");
    } catch (JacksonException e) {
      return null;
    }
    List<String> said = new ArrayList<>();
    said.add(message(error.path("innererror").path("internalexception")));
    for (JsonNode detail : error.path("details")) {
      said.add(message(detail));
    }
    said.add(message(error.path("innererror")));
    said.add(error.isString() ? error.stringValue() : message(error));
    return said.stream()
        .map(OnlineError::clean)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(null);
  }

  private static String message(JsonNode node) {
    return node.path("message").asString("");
  }

  /** {@code |Microsoft.Exchange...Exception|The reason.} */
  private static String clean(String text) {
    String bare = text.strip();
    if (bare.startsWith("|")) {
      int end = bare.indexOf('|', 1);
      bare = end < 0 ? bare : bare.substring(end + 1);
    }
    String line = bare.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }
}
