package io.rollcall.operations;

import io.rollcall.kernel.Progress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passes on how far a run is, and remembers it for other processes: the heartbeat writes down what
 * changed, so that a chunk costs no statement more.
 */
final class RunProgress implements Progress {
  private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};

  /** Far more than go on at a time; what failed half-way must not pile up. */
  private static final int MOST = 200;

  private final Progress next;
  private final ConcurrentHashMap<String, Part> parts = new ConcurrentHashMap<>();
  private volatile String written = "[]";

  RunProgress(Progress next) {
    this.next = next;
  }

  /**
   * How far one thing is.
   *
   * @param what in the operator's words: "reading acme", "applying acme 0"
   * @param total 0 when unknown
   */
  record Part(String what, long done, long total) {}

  @Override
  public void at(String step, long done, long total) {
    if (parts.containsKey(step) || parts.size() < MOST) {
      parts.put(step, new Part(step, done, total));
    }
    next.at(step, done, total);
  }

  /** What there is to write down; empty when nothing changed since the last time. */
  Optional<String> news() {
    List<Part> now = parts.values().stream().sorted((a, b) -> a.what.compareTo(b.what)).toList();
    parts.values().removeIf(part -> part.done >= part.total);
    String text = JsonMapper.shared().writeValueAsString(now);
    if (text.equals(written)) {
      return Optional.empty();
    }
    written = text;
    return Optional.of(text);
  }

  /** The inverse of {@link #news()}; nothing for nothing. */
  static List<Part> parse(@Nullable String text) {
    return text == null ? List.of() : JsonMapper.shared().readValue(text, PARTS);
  }
}
